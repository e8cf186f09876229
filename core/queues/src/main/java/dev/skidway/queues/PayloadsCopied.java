package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Payloads of live messages were written once more, at the head of the journal, so that the segments they lay in can be released. */
record PayloadsCopied(List<Copied> payloads) implements Event {

    static final EventType<PayloadsCopied> TYPE = new Type();

    /**
     * One payload.
     *
     * @param payload where the copy lies, counted from the start of the frame; position 0 until it has been read back
     * @param stored checksum, headers and body as they were stored; empty in an event that was read back
     */
    record Copied(long queueId, long lane, long slot, Payload payload, ByteBuffer stored) {}

    private static final class Type extends QueueEventType<PayloadsCopied> {

        private static final int PLACE_BYTES = 32;
        private static final ByteBuffer NOT_LOADED = ByteBuffer.allocate(0);

        Type() {
            super(FIRST_ID + 15, 1, PayloadsCopied.class);
        }

        @Override
        public int encodedBytes(PayloadsCopied event) {
            int bytes = 4;
            for (Copied copied : event.payloads) {
                bytes += PLACE_BYTES + PayloadChecksum.BYTES + copied.payload.bytes();
            }
            return bytes;
        }

        @Override
        public void encode(PayloadsCopied event, ByteBuffer target) {
            target.putInt(event.payloads.size());
            for (Copied copied : event.payloads) {
                target.putLong(copied.queueId);
                target.putLong(copied.lane);
                target.putLong(copied.slot);
                target.putInt(copied.payload.headerBytes());
                target.putInt(copied.payload.bodyBytes());
                target.put(copied.stored.duplicate());
            }
        }

        @Override
        PayloadsCopied read(Fields fields, long bodyOffset) {
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Copied> payloads = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                long queueId = fields.ranged(1, QUEUE_ID_MAX);
                long lane = fields.ranged(0, NUMBER_MAX);
                long slot = fields.ranged(0, NUMBER_MAX);
                int headerBytes = fields.count(QueueLimits.HEADER_BYTES_MAX);
                int bodyBytes = fields.count((int) QueueLimits.MESSAGE_BYTES_MAX);
                fields.skip(PayloadChecksum.BYTES);
                Payload payload = new Payload(bodyOffset + fields.position(), headerBytes, bodyBytes);
                fields.skip(headerBytes + bodyBytes);
                payloads.add(new Copied(queueId, lane, slot, payload, NOT_LOADED));
            }
            return new PayloadsCopied(payloads);
        }
    }
}
