package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Jobs that wait in groups of a FIFO queue got another priority; their places, and with them the order, stay. */
record FifoJobsReprioritized(long queueId, List<Entry> entries) implements Event {

    static final EventType<FifoJobsReprioritized> TYPE = new Type();

    /** One job and the priority it has from now on. */
    record Entry(long lane, long slot, int priority) {}

    private static final class Type extends QueueEventType<FifoJobsReprioritized> {

        Type() {
            super(FIRST_ID + 32, 1, FifoJobsReprioritized.class);
        }

        @Override
        public int encodedBytes(FifoJobsReprioritized event) {
            return 12 + 20 * event.entries.size();
        }

        @Override
        public void encode(FifoJobsReprioritized event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
                target.putInt(entry.priority);
            }
        }

        @Override
        FifoJobsReprioritized read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.i32()));
            }
            return new FifoJobsReprioritized(queueId, entries);
        }
    }
}
