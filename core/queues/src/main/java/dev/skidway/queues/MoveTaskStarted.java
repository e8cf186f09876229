package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A move task began; {@code destinationQueueId} is 0 if each message goes back to where it came from. */
record MoveTaskStarted(
        long taskId, long sourceQueueId, long destinationQueueId, int perSecondMax, long total, Origin origin)
        implements Event {

    static final EventType<MoveTaskStarted> TYPE = new Type();

    private static final class Type extends QueueEventType<MoveTaskStarted> {

        Type() {
            super(FIRST_ID + 11, 1, MoveTaskStarted.class);
        }

        @Override
        public int encodedBytes(MoveTaskStarted event) {
            return 36 + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(MoveTaskStarted event, ByteBuffer target) {
            target.putLong(event.taskId);
            target.putLong(event.sourceQueueId);
            target.putLong(event.destinationQueueId);
            target.putInt(event.perSecondMax);
            target.putLong(event.total);
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
                    fields.origin());
        }
    }
}
