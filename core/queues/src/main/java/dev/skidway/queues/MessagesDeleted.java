package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A receiver finished messages.
 *
 * @param jobs whether they were finished as jobs: then they are remembered as long as the queue does so
 */
record MessagesDeleted(long queueId, boolean jobs, List<Deleted> messages) implements Event {

    static final EventType<MessagesDeleted> TYPE = new Type();

    /** One message. */
    record Deleted(long lane, long slot) {}

    private static final class Type extends QueueEventType<MessagesDeleted> {

        Type() {
            super(FIRST_ID + 6, 2, MessagesDeleted.class);
        }

        @Override
        public int encodedBytes(MessagesDeleted event) {
            return 13 + 16 * event.messages.size();
        }

        @Override
        public void encode(MessagesDeleted event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.put((byte) (event.jobs ? 1 : 0));
            target.putInt(event.messages.size());
            for (Deleted deleted : event.messages) {
                target.putLong(deleted.lane);
                target.putLong(deleted.slot);
            }
        }

        @Override
        MessagesDeleted read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int jobs = fields.u8();
            fields.require(jobs <= 1, "0 or 1");
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Deleted> messages = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                messages.add(new Deleted(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX)));
            }
            return new MessagesDeleted(queueId, jobs == 1, messages);
        }
    }
}
