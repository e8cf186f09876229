package dev.skidway.queues;

import static dev.skidway.queues.QueueEventType.NUMBER_MAX;

import java.nio.ByteBuffer;

/** Writes and reads the units of jobs; layout in {@code docs/formats/queue-snapshot.md}. */
final class SnapshotJobs {

    private SnapshotJobs() {}

    static int bytesOf(Job job) {
        return 60 + Fields.bytesOf(job.sourceName);
    }

    static void put(ByteBuffer target, Queue queue, Job job) {
        target.putLong(queue.id());
        target.putLong(job.lane);
        target.putLong(job.slot);
        target.putLong(job.identity().queueId());
        target.putLong(job.identity().lane());
        target.putLong(job.identity().slot());
        target.putLong(job.enqueuedAtMillis);
        Fields.put(target, job.sourceName);
        target.putInt(job.receivesBefore);
    }

    static void read(Fields fields, Queue queue, int epoch) {
        MessageRef place = new MessageRef(queue.id(), fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX));
        MessageRef identity = new MessageRef(
                fields.ranged(1, QueueEventType.QUEUE_ID_MAX),
                fields.ranged(0, NUMBER_MAX),
                fields.ranged(0, NUMBER_MAX));
        long enqueuedAt = fields.i64();
        MovingMessage moving = new MovingMessage(
                new Payload(0, 0, 0),
                enqueuedAt,
                0,
                null,
                identity,
                fields.text(QueueLimits.QUEUE_NAME_CHARS_MAX),
                fields.count(Integer.MAX_VALUE));
        fields.require(queue.messages.jobs.find(place.lane(), place.slot()) == null, "each job once");
        queue.messages.jobs.add(new Job(queue.messages.jobs.nextNumber(), place, moving, epoch));
    }
}
