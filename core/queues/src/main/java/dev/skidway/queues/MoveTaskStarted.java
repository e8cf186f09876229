package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A move task began; {@code destinationQueueId} is 0 if each message goes back to where it came from, {@code redrive} null if it begins anew. */
record MoveTaskStarted(
        long taskId,
        long sourceQueueId,
        long destinationQueueId,
        int perSecondMax,
        long total,
        @Nullable JobFilter redrive,
        Origin origin)
        implements Event {

    static final EventType<MoveTaskStarted> TYPE = new Type();

    private static final class Type extends QueueEventType<MoveTaskStarted> {

        Type() {
            super(FIRST_ID + 11, 2, MoveTaskStarted.class);
        }

        @Override
        public int encodedBytes(MoveTaskStarted event) {
            return 37
                    + (event.redrive == null ? 0 : FieldsOfJobs.bytesOf(event.redrive))
                    + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(MoveTaskStarted event, ByteBuffer target) {
            target.putLong(event.taskId);
            target.putLong(event.sourceQueueId);
            target.putLong(event.destinationQueueId);
            target.putInt(event.perSecondMax);
            target.putLong(event.total);
            target.put((byte) (event.redrive == null ? 0 : 1));
            if (event.redrive != null) {
                FieldsOfJobs.put(target, event.redrive);
            }
            Fields.put(target, event.origin);
        }

        @Override
        MoveTaskStarted read(Fields fields, long bodyOffset) {
            return new MoveTaskStarted(
                    fields.ranged(1, Long.MAX_VALUE),
                    fields.ranged(1, QUEUE_ID_MAX),
                    fields.ranged(0, QUEUE_ID_MAX),
                    fields.count(QueueLimits.MOVE_PER_SECOND_MAX),
                    fields.ranged(0, Long.MAX_VALUE),
                    MoveFields.redrive(fields),
                    fields.origin());
        }
    }
}
