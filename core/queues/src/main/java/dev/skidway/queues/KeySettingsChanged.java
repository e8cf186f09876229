package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keys of a queue got settings of their own, or lost them. */
record KeySettingsChanged(long queueId, List<Changed> keys, Origin origin) implements Event {

    static final EventType<KeySettingsChanged> TYPE = new Type();

    /**
     * One key.
     *
     * @param key empty for the messages without one
     * @param settings all of them
     * @param released whether a quarantine is over
     */
    record Changed(String key, KeySettings settings, boolean released) {}

    private static final class Type extends QueueEventType<KeySettingsChanged> {

        Type() {
            super(FIRST_ID + 23, 1, KeySettingsChanged.class);
        }

        @Override
        public int encodedBytes(KeySettingsChanged event) {
            int bytes = 12 + Fields.bytesOf(event.origin);
            for (Changed changed : event.keys) {
                bytes += Fields.bytesOf(changed.key) + 1 + FieldsOfDispatch.bytesOf(changed.settings);
            }
            return bytes;
        }

        @Override
        public void encode(KeySettingsChanged event, ByteBuffer target) {
            target.putLong(event.queueId);
            Fields.put(target, event.origin);
            target.putInt(event.keys.size());
            for (Changed changed : event.keys) {
                Fields.put(target, changed.key);
                target.put((byte) (changed.released ? 1 : 0));
                FieldsOfDispatch.put(target, changed.settings);
            }
        }

        @Override
        KeySettingsChanged read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            Origin origin = fields.origin();
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Changed> keys = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                String key = fields.text(QueueLimits.KEY_BYTES_MAX);
                int released = fields.u8();
                fields.require(released <= 1, "0 or 1");
                keys.add(new Changed(key, FieldsOfDispatch.keySettings(fields), released == 1));
            }
            return new KeySettingsChanged(queueId, keys, origin);
        }
    }
}
