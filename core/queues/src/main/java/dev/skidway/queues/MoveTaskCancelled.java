package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A move task was told to stop. */
record MoveTaskCancelled(long taskId, Origin origin) implements Event {

    static final EventType<MoveTaskCancelled> TYPE = new Type();

    private static final class Type extends QueueEventType<MoveTaskCancelled> {

        Type() {
            super(FIRST_ID + 12, 1, MoveTaskCancelled.class);
        }

        @Override
        public int encodedBytes(MoveTaskCancelled event) {
            return 8 + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(MoveTaskCancelled event, ByteBuffer target) {
            target.putLong(event.taskId);
            Fields.put(target, event.origin);
        }

        @Override
        MoveTaskCancelled read(Fields fields, long bodyOffset) {
            return new MoveTaskCancelled(fields.ranged(1, Long.MAX_VALUE), fields.origin());
        }
    }
}
