package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** All messages of a queue were dropped. */
record QueuePurged(long queueId, Origin origin) implements Event {

    static final EventType<QueuePurged> TYPE = new Type();

    private static final class Type extends QueueEventType<QueuePurged> {

        Type() {
            super(FIRST_ID + 3, 1, QueuePurged.class);
        }

        @Override
        public int encodedBytes(QueuePurged event) {
            return 8 + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(QueuePurged event, ByteBuffer target) {
            target.putLong(event.queueId);
            Fields.put(target, event.origin);
        }

        @Override
        QueuePurged read(Fields fields, long bodyOffset) {
            return new QueuePurged(fields.ranged(1, QUEUE_ID_MAX), fields.origin());
        }
    }
}
