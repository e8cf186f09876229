package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A receiver took messages until a certain time.
 *
 * @param attemptId by which this receive can be repeated, empty if it cannot
 * @param worker who has them now, or empty
 * @param repeated whether the receiver got the leases of an earlier receive again: the receive counts stay
 */
record MessagesLeased(
        long queueId, long untilMillis, String attemptId, String worker, boolean repeated, List<Leased> messages)
        implements Event {

    static final EventType<MessagesLeased> TYPE = new Type();

    /** One message; {@code receiveCount} includes this lease. */
    record Leased(long lane, long slot, int receiveCount) {}

    private static final class Type extends QueueEventType<MessagesLeased> {

        Type() {
            super(FIRST_ID + 5, 3, MessagesLeased.class);
        }

        @Override
        public int encodedBytes(MessagesLeased event) {
            return 21 + Fields.bytesOf(event.attemptId) + Fields.bytesOf(event.worker) + 20 * event.messages.size();
        }

        @Override
        public void encode(MessagesLeased event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putLong(event.untilMillis);
            Fields.put(target, event.attemptId);
            Fields.put(target, event.worker);
            target.put((byte) (event.repeated ? 1 : 0));
            target.putInt(event.messages.size());
            for (Leased leased : event.messages) {
                target.putLong(leased.lane);
                target.putLong(leased.slot);
                target.putInt(leased.receiveCount);
            }
        }

        @Override
        MessagesLeased read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            long until = fields.i64();
            String attemptId = fields.text(QueueLimits.ATTEMPT_ID_BYTES_MAX);
            String worker = fields.text(QueueLimits.WORKER_BYTES_MAX);
            int repeated = fields.u8();
            fields.require(repeated == 0 || (repeated == 1 && !attemptId.isEmpty()), "a repeated receive with its id");
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Leased> messages = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                messages.add(new Leased(
                        fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.count(Integer.MAX_VALUE)));
            }
            return new MessagesLeased(queueId, until, attemptId, worker, repeated == 1, messages);
        }
    }
}
