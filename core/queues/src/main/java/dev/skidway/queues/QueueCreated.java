package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.SortedMap;

/** A queue began to live. */
record QueueCreated(long queueId, QueueName name, QueueSettings settings, SortedMap<String, String> tags, Origin origin)
        implements Event {

    static final EventType<QueueCreated> TYPE = new Type();

    private static final class Type extends QueueEventType<QueueCreated> {

        Type() {
            super(FIRST_ID, 6, QueueCreated.class);
        }

        @Override
        public int encodedBytes(QueueCreated event) {
            return 8
                    + Fields.bytesOf(event.name)
                    + Fields.bytesOf(event.settings)
                    + Fields.bytesOf(event.tags)
                    + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(QueueCreated event, ByteBuffer target) {
            target.putLong(event.queueId);
            Fields.put(target, event.name);
            Fields.put(target, event.settings);
            Fields.put(target, event.tags);
            Fields.put(target, event.origin);
        }

        @Override
        QueueCreated read(Fields fields, long bodyOffset) {
            return new QueueCreated(
                    fields.ranged(1, QUEUE_ID_MAX),
                    fields.queueName(),
                    fields.settings(),
                    fields.named(),
                    fields.origin());
        }
    }
}
