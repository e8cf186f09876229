package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A queue ended, with everything in it. */
record QueueDeleted(long queueId, Origin origin) implements Event {

    static final EventType<QueueDeleted> TYPE = new Type();

    private static final class Type extends QueueEventType<QueueDeleted> {

        Type() {
            super(FIRST_ID + 1, 1, QueueDeleted.class);
        }

        @Override
        public int encodedBytes(QueueDeleted event) {
            return 8 + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(QueueDeleted event, ByteBuffer target) {
            target.putLong(event.queueId);
            Fields.put(target, event.origin);
        }

        @Override
        QueueDeleted read(Fields fields, long bodyOffset) {
            return new QueueDeleted(fields.ranged(1, QUEUE_ID_MAX), fields.origin());
        }
    }
}
