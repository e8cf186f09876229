package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages entered a queue; those lanes that did not exist before are named first. */
record MessagesSent(long queueId, List<NewLane> newLanes, List<Sent> messages) implements Event {

    static final EventType<MessagesSent> TYPE = new Type();

    /** A lane that begins with this event. */
    record NewLane(long number, int priority, @Nullable String key) {

        static int bytesOf(List<NewLane> lanes) {
            int bytes = 4;
            for (NewLane lane : lanes) {
                bytes += 12 + Fields.bytesOf(lane.keyText());
            }
            return bytes;
        }

        static void put(ByteBuffer target, List<NewLane> lanes) {
            target.putInt(lanes.size());
            for (NewLane lane : lanes) {
                target.putLong(lane.number);
                target.putInt(lane.priority);
                Fields.put(target, lane.keyText());
            }
        }

        static List<NewLane> read(Fields fields, int countMax) {
            int count = fields.count(countMax);
            List<NewLane> lanes = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                lanes.add(new NewLane(fields.ranged(0, QueueEventType.NUMBER_MAX), fields.i32(), fields.key()));
            }
            return lanes;
        }

        private String keyText() {
            return key == null ? "" : key;
        }
    }

    /**
     * One message.
     *
     * @param key what a FIFO queue remembers it by; null on a standard queue
     * @param payload where it lies, counted from the start of the frame; position 0 until it has been read back
     * @param headers the bytes to be written; empty in an event that was read back
     * @param body likewise
     */
    record Sent(
            long lane,
            long slot,
            long visibleAtMillis,
            @Nullable DeduplicationKey key,
            Payload payload,
            byte[] headers,
            byte[] body) {

        static Sent toWrite(
                long lane, long slot, long visibleAtMillis, @Nullable DeduplicationKey key, NewMessage message) {
            Payload payload = new Payload(0, message.headers().length, message.body().length);
            return new Sent(lane, slot, visibleAtMillis, key, payload, message.headers(), message.body());
        }
    }

    private static final class Type extends QueueEventType<MessagesSent> {

        private static final int MESSAGE_BYTES = 32 + PayloadChecksum.BYTES;
        private static final int KEY_BYTES = 16;
        private static final byte[] NOT_LOADED = new byte[0];

        Type() {
            super(FIRST_ID + 4, 3, MessagesSent.class);
        }

        @Override
        public int encodedBytes(MessagesSent event) {
            int bytes = 13 + NewLane.bytesOf(event.newLanes);
            for (Sent sent : event.messages) {
                bytes += MESSAGE_BYTES + (sent.key == null ? 0 : KEY_BYTES) + sent.payload.bytes();
            }
            return bytes;
        }

        @Override
        public void encode(MessagesSent event, ByteBuffer target) {
            target.putLong(event.queueId);
            NewLane.put(target, event.newLanes);
            boolean keyed = !event.messages.isEmpty() && event.messages.getFirst().key != null;
            target.put((byte) (keyed ? 1 : 0));
            target.putInt(event.messages.size());
            for (Sent sent : event.messages) {
                target.putLong(sent.lane);
                target.putLong(sent.slot);
                target.putLong(sent.visibleAtMillis);
                Invariant.check(keyed == (sent.key != null), "all messages of a send have a key, or none");
                if (sent.key != null) {
                    target.putLong(sent.key.high());
                    target.putLong(sent.key.low());
                }
                target.putInt(sent.headers.length);
                target.putInt(sent.body.length);
                target.putInt(PayloadChecksum.of(sent.headers, sent.body));
                target.put(sent.headers);
                target.put(sent.body);
            }
        }

        @Override
        MessagesSent read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            List<NewLane> lanes = NewLane.read(fields, QueueLimits.ENTRIES_MAX);
            int keyed = fields.u8();
            fields.require(keyed <= 1, "0 or 1");
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Sent> messages = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                long lane = fields.ranged(0, NUMBER_MAX);
                long slot = fields.ranged(0, NUMBER_MAX);
                long visibleAt = fields.i64();
                DeduplicationKey key = keyed == 1 ? new DeduplicationKey(fields.i64(), fields.i64()) : null;
                int headerBytes = fields.count(QueueLimits.HEADER_BYTES_MAX);
                int bodyBytes = fields.count((int) QueueLimits.MESSAGE_BYTES_MAX);
                fields.skip(PayloadChecksum.BYTES);
                Payload payload = new Payload(bodyOffset + fields.position(), headerBytes, bodyBytes);
                fields.skip(headerBytes + bodyBytes);
                messages.add(new Sent(lane, slot, visibleAt, key, payload, NOT_LOADED, NOT_LOADED));
            }
            return new MessagesSent(queueId, lanes, messages);
        }
    }
}
