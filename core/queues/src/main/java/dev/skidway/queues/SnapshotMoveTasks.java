package dev.skidway.queues;

import dev.skidway.engine.SnapshotSink;
import java.nio.ByteBuffer;

/** The move tasks in a snapshot; layout in {@code docs/formats/queue-snapshot.md}. Writers return the bytes written. */
final class SnapshotMoveTasks {

    private static final int HEAD = 0;
    private static final int TASK = 1;
    private static final QueueName NONE = new QueueName("", "");

    private SnapshotMoveTasks() {}

    static int writeHead(SnapshotSink sink, MoveTasks tasks) {
        int bytes = 2 + 8;
        ByteBuffer target = begin(sink, bytes, HEAD);
        target.putLong(tasks.nextTaskId);
        sink.end();
        return bytes;
    }

    static int write(SnapshotSink sink, MoveTask task) {
        QueueName destination = task.destination() == null ? NONE : task.destination();
        int bytes = 2 + 24 + Fields.bytesOf(task.source()) + Fields.bytesOf(destination) + 4 + 32 + 2 + 17;
        bytes += task.redrive() == null ? 0 : FieldsOfJobs.bytesOf(task.redrive());
        ByteBuffer target = begin(sink, bytes, TASK);
        target.putLong(task.id());
        target.putLong(task.sourceQueueId);
        Fields.put(target, task.source());
        target.putLong(task.destinationQueueId());
        Fields.put(target, destination);
        target.putInt(task.perSecondMax());
        target.put((byte) (task.redrive() == null ? 0 : 1));
        if (task.redrive() != null) {
            FieldsOfJobs.put(target, task.redrive());
        }
        target.putLong(task.cursor.lane());
        target.putLong(task.cursor.slot());
        target.putLong(task.total);
        target.putLong(task.moved);
        target.putLong(task.startedAtMillis);
        target.putLong(task.dueMillis);
        MoveFields.putOutcome(target, task.status, task.failure);
        sink.end();
        return bytes;
    }

    private static ByteBuffer begin(SnapshotSink sink, int bytes, int kind) {
        return sink.begin(SnapshotUnits.MOVE_TASKS, bytes)
                .put((byte) SnapshotUnits.FORMAT)
                .put((byte) kind);
    }

    /** Takes one unit, after its format byte. */
    static void read(Fields fields, MoveTasks tasks, int epoch) {
        int kind = fields.u8();
        fields.require(kind == HEAD || kind == TASK, "a kind of move task unit, 0 or 1");
        if (kind == HEAD) {
            tasks.nextTaskId = fields.ranged(1, Long.MAX_VALUE);
        } else {
            MoveTask task = task(fields);
            fields.require(tasks.find(task.id()) == null, "each move task once");
            task.snapshotEpoch = epoch;
            tasks.add(task);
        }
    }

    private static MoveTask task(Fields fields) {
        long id = fields.ranged(1, Long.MAX_VALUE);
        long sourceQueueId = fields.ranged(1, QueueEventType.QUEUE_ID_MAX);
        QueueName source = fields.queueName();
        long destinationQueueId = fields.ranged(0, QueueEventType.QUEUE_ID_MAX);
        QueueName destination = fields.queueName();
        fields.require(
                (destinationQueueId == 0) == destination.equals(NONE), "a destination with its name, or neither");
        int perSecondMax = fields.count(QueueLimits.MOVE_PER_SECOND_MAX);
        JobFilter redrive = MoveFields.redrive(fields);
        Place cursor = MoveFields.cursor(fields);
        long total = fields.ranged(0, Long.MAX_VALUE);
        long moved = fields.ranged(0, total);
        long startedAtMillis = fields.i64();
        MoveTask task = new MoveTask(
                id,
                sourceQueueId,
                source,
                destinationQueueId,
                destinationQueueId == 0 ? null : destination,
                perSecondMax,
                total,
                redrive,
                startedAtMillis);
        task.moved = moved;
        task.cursor = cursor;
        task.dueMillis = fields.i64();
        task.status = MoveFields.status(fields);
        task.failure = MoveFields.failure(fields, task.status);
        return task;
    }
}
