package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Jobs that workers have are to be cancelled. */
record JobsCancelAsked(long queueId, List<Entry> entries) implements Event {

    static final EventType<JobsCancelAsked> TYPE = new Type();

    /** One job. */
    record Entry(long lane, long slot) {}

    private static final class Type extends QueueEventType<JobsCancelAsked> {

        Type() {
            super(FIRST_ID + 20, 1, JobsCancelAsked.class);
        }

        @Override
        public int encodedBytes(JobsCancelAsked event) {
            int bytes = 12 + 16 * event.entries.size();
            return bytes;
        }

        @Override
        public void encode(JobsCancelAsked event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
            }
        }

        @Override
        JobsCancelAsked read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX)));
            }
            return new JobsCancelAsked(queueId, entries);
        }
    }
}
