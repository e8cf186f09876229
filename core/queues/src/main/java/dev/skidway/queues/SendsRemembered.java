package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sends of the same frame can be repeated by their idempotency keys. */
record SendsRemembered(long queueId, List<Entry> entries) implements Event {

    static final EventType<SendsRemembered> TYPE = new Type();

    /** One send. */
    record Entry(String key, RememberedSend send) {}

    private static final class Type extends QueueEventType<SendsRemembered> {

        private static final int SEND_BYTES = 40;

        Type() {
            super(FIRST_ID + 22, 1, SendsRemembered.class);
        }

        @Override
        public int encodedBytes(SendsRemembered event) {
            int bytes = 12;
            for (Entry entry : event.entries) {
                bytes += SEND_BYTES + Fields.bytesOf(entry.key);
            }
            return bytes;
        }

        @Override
        public void encode(SendsRemembered event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                Fields.put(target, entry.key);
                FieldsOfJobs.put(target, entry.send);
            }
        }

        @Override
        SendsRemembered read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(fields.text(QueueLimits.IDEMPOTENCY_KEY_BYTES_MAX), FieldsOfJobs.send(fields)));
            }
            return new SendsRemembered(queueId, entries);
        }
    }
}
