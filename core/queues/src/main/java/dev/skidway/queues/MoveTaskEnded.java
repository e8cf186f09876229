package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A move task ended, with a failure if it failed. */
record MoveTaskEnded(
        long taskId, MoveTaskStatus status, @Nullable MoveFailure failure) implements Event {

    static final EventType<MoveTaskEnded> TYPE = new Type();

    private static final class Type extends QueueEventType<MoveTaskEnded> {

        Type() {
            super(FIRST_ID + 14, 1, MoveTaskEnded.class);
        }

        @Override
        public int encodedBytes(MoveTaskEnded event) {
            return 10;
        }

        @Override
        public void encode(MoveTaskEnded event, ByteBuffer target) {
            target.putLong(event.taskId);
            MoveFields.putOutcome(target, event.status, event.failure);
        }

        @Override
        MoveTaskEnded read(Fields fields, long bodyOffset) {
            long taskId = fields.ranged(1, Long.MAX_VALUE);
            MoveTaskStatus status = MoveFields.status(fields);
            fields.require(!status.active(), "a status from 2 to 4");
            return new MoveTaskEnded(taskId, status, MoveFields.failure(fields, status));
        }
    }
}
