package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A queue got new settings; all of them are named. */
record QueueSettingsChanged(long queueId, QueueSettings settings, Origin origin) implements Event {

    static final EventType<QueueSettingsChanged> TYPE = new Type();

    private static final class Type extends QueueEventType<QueueSettingsChanged> {

        Type() {
            super(FIRST_ID + 2, 6, QueueSettingsChanged.class);
        }

        @Override
        public int encodedBytes(QueueSettingsChanged event) {
            return 8 + Fields.bytesOf(event.settings) + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(QueueSettingsChanged event, ByteBuffer target) {
            target.putLong(event.queueId);
            Fields.put(target, event.settings);
            Fields.put(target, event.origin);
        }

        @Override
        QueueSettingsChanged read(Fields fields, long bodyOffset) {
            return new QueueSettingsChanged(fields.ranged(1, QUEUE_ID_MAX), fields.settings(), fields.origin());
        }
    }
}
