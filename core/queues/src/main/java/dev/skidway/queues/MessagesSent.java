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
     * @param terms what was agreed on, or null for a plain message
     * @param replacing the message that waits and whose place in the world it takes, or null
     * @param agesFromDue whether its age counts from when it is due, not from this send
     * @param payload where it lies, counted from the start of the frame; position 0 until it has been read back
     * @param headers the bytes to be written; empty in an event that was read back
     * @param body likewise
     */
    record Sent(
            long lane,
            long slot,
            long visibleAtMillis,
            @Nullable DeduplicationKey key,
            @Nullable JobTerms terms,
            @Nullable Replacing replacing,
            boolean agesFromDue,
            Payload payload,
            byte[] headers,
            byte[] body) {

        static Sent toWrite(
                long lane,
                long slot,
                long visibleAtMillis,
                @Nullable DeduplicationKey key,
                @Nullable JobTerms terms,
                @Nullable Replacing replacing,
                boolean agesFromDue,
                NewMessage message) {
            Payload payload = new Payload(0, message.headers().length, message.body().length);
            return new Sent(
                    lane,
                    slot,
                    visibleAtMillis,
                    key,
                    terms,
                    replacing,
                    agesFromDue,
                    payload,
                    message.headers(),
                    message.body());
        }
    }

    /**
     * A message that another one replaces.
     *
     * @param keepsIdentity whether the new one goes on under its name
     */
    record Replacing(long lane, long slot, boolean keepsIdentity) {}

    private boolean hasTerms() {
        for (Sent sent : messages) {
            if (sent.terms != null || sent.replacing != null || sent.agesFromDue) {
                return true;
            }
        }
        return false;
    }

    private static final class Type extends QueueEventType<MessagesSent> {

        private static final int MESSAGE_BYTES = 32 + PayloadChecksum.BYTES;
        private static final int KEY_BYTES = 16;
        private static final int KEYED = 1;
        private static final int TERMS = 2;
        private static final int AGREED = 1;
        private static final int REPLACES = 2;
        private static final int KEEPS = 4;
        private static final int AGES_FROM_DUE = 8;
        private static final int REPLACING_BYTES = 16;
        private static final byte[] NOT_LOADED = new byte[0];

        Type() {
            super(FIRST_ID + 4, 5, MessagesSent.class);
        }

        @Override
        public int encodedBytes(MessagesSent event) {
            int bytes = 13 + NewLane.bytesOf(event.newLanes);
            boolean terms = event.hasTerms();
            for (Sent sent : event.messages) {
                bytes += terms ? bytesOfJob(sent) : 0;
                bytes += MESSAGE_BYTES + (sent.key == null ? 0 : KEY_BYTES) + sent.payload.bytes();
            }
            return bytes;
        }

        @Override
        public void encode(MessagesSent event, ByteBuffer target) {
            target.putLong(event.queueId);
            NewLane.put(target, event.newLanes);
            boolean keyed = !event.messages.isEmpty() && event.messages.getFirst().key != null;
            boolean terms = event.hasTerms();
            target.put((byte) ((keyed ? KEYED : 0) | (terms ? TERMS : 0)));
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
                if (terms) {
                    putJob(target, sent);
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
            int flags = fields.u8();
            fields.require(flags <= (KEYED | TERMS), "flags from 0 to 3");
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Sent> messages = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                long lane = fields.ranged(0, NUMBER_MAX);
                long slot = fields.ranged(0, NUMBER_MAX);
                long visibleAt = fields.i64();
                DeduplicationKey key = (flags & KEYED) != 0 ? new DeduplicationKey(fields.i64(), fields.i64()) : null;
                int jobFlags = (flags & TERMS) == 0 ? 0 : fields.u8();
                fields.require(
                        jobFlags < 16 && (jobFlags & (REPLACES | KEEPS)) != KEEPS, "flags of a job from 0 to 15");
                JobTerms terms = (jobFlags & AGREED) == 0 ? null : FieldsOfJobs.terms(fields);
                Replacing replacing = (jobFlags & REPLACES) == 0 ? null : replacing(fields, (jobFlags & KEEPS) != 0);
                int headerBytes = fields.count(QueueLimits.HEADER_BYTES_MAX);
                int bodyBytes = fields.count((int) QueueLimits.MESSAGE_BYTES_MAX);
                fields.skip(PayloadChecksum.BYTES);
                Payload payload = new Payload(bodyOffset + fields.position(), headerBytes, bodyBytes);
                fields.skip(headerBytes + bodyBytes);
                messages.add(new Sent(
                        lane,
                        slot,
                        visibleAt,
                        key,
                        terms,
                        replacing,
                        (jobFlags & AGES_FROM_DUE) != 0,
                        payload,
                        NOT_LOADED,
                        NOT_LOADED));
            }
            return new MessagesSent(queueId, lanes, messages);
        }

        private static int bytesOfJob(Sent sent) {
            return 1
                    + (sent.terms == null ? 0 : FieldsOfJobs.bytesOf(sent.terms))
                    + (sent.replacing == null ? 0 : REPLACING_BYTES);
        }

        private static void putJob(ByteBuffer target, Sent sent) {
            Replacing replacing = sent.replacing;
            target.put((byte) ((sent.terms == null ? 0 : AGREED)
                    | (replacing == null ? 0 : REPLACES)
                    | (replacing != null && replacing.keepsIdentity ? KEEPS : 0)
                    | (sent.agesFromDue ? AGES_FROM_DUE : 0)));
            if (sent.terms != null) {
                FieldsOfJobs.put(target, sent.terms);
            }
            if (replacing != null) {
                target.putLong(replacing.lane);
                target.putLong(replacing.slot);
            }
        }

        private static Replacing replacing(Fields fields, boolean keepsIdentity) {
            return new Replacing(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), keepsIdentity);
        }
    }
}
