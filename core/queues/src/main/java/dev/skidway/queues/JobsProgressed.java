package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Workers said how far they are, and have their jobs for longer. */
record JobsProgressed(long queueId, List<Entry> entries) implements Event {

    static final EventType<JobsProgressed> TYPE = new Type();

    /** One job, with the new end of its lease. */
    record Entry(long lane, long slot, long untilMillis, byte[] progress) {}

    private static final class Type extends QueueEventType<JobsProgressed> {

        Type() {
            super(FIRST_ID + 19, 1, JobsProgressed.class);
        }

        @Override
        public int encodedBytes(JobsProgressed event) {
            int bytes = 12 + 28 * event.entries.size();
            for (Entry entry : event.entries) {
                bytes += entry.progress.length;
            }
            return bytes;
        }

        @Override
        public void encode(JobsProgressed event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
                target.putLong(entry.untilMillis);
                FieldsOfJobs.put(target, entry.progress);
            }
        }

        @Override
        JobsProgressed read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(
                        fields.ranged(0, NUMBER_MAX),
                        fields.ranged(0, NUMBER_MAX),
                        fields.i64(),
                        fields.bytes(QueueLimits.PROGRESS_BYTES_MAX)));
            }
            return new JobsProgressed(queueId, entries);
        }
    }
}
