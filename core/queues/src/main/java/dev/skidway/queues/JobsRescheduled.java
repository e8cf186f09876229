package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Jobs that wait became due at another time. */
record JobsRescheduled(long queueId, List<Entry> entries) implements Event {

    static final EventType<JobsRescheduled> TYPE = new Type();

    /** One job; a time that is not later than the frame's: it is ready at once. */
    record Entry(long lane, long slot, long dueMillis) {}

    private static final class Type extends QueueEventType<JobsRescheduled> {

        Type() {
            super(FIRST_ID + 18, 1, JobsRescheduled.class);
        }

        @Override
        public int encodedBytes(JobsRescheduled event) {
            int bytes = 12 + 24 * event.entries.size();
            return bytes;
        }

        @Override
        public void encode(JobsRescheduled event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
                target.putLong(entry.dueMillis);
            }
        }

        @Override
        JobsRescheduled read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.i64()));
            }
            return new JobsRescheduled(queueId, entries);
        }
    }
}
