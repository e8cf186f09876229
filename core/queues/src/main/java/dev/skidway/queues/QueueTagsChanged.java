package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.SortedMap;

/** A queue got other tags; all of them are named. */
record QueueTagsChanged(long queueId, SortedMap<String, String> tags, Origin origin) implements Event {

    static final EventType<QueueTagsChanged> TYPE = new Type();

    private static final class Type extends QueueEventType<QueueTagsChanged> {

        Type() {
            super(FIRST_ID + 9, 1, QueueTagsChanged.class);
        }

        @Override
        public int encodedBytes(QueueTagsChanged event) {
            return 8 + Fields.bytesOf(event.tags) + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(QueueTagsChanged event, ByteBuffer target) {
            target.putLong(event.queueId);
            Fields.put(target, event.tags);
            Fields.put(target, event.origin);
        }

        @Override
        QueueTagsChanged read(Fields fields, long bodyPosition) {
            return new QueueTagsChanged(fields.ranged(1, QUEUE_ID_MAX), fields.named(), fields.origin());
        }
    }
}
