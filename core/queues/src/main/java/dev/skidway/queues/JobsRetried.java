package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Attempts at jobs failed, or were given up before they began; the jobs wait for a further one. */
record JobsRetried(long queueId, List<Entry> entries) implements Event {

    static final EventType<JobsRetried> TYPE = new Type();

    /** One job; a time that is not later than the frame's: it is ready at once. */
    record Entry(long lane, long slot, long dueMillis, JobAttempt.Ending ending, String code, String text) {}

    private static final class Type extends QueueEventType<JobsRetried> {

        Type() {
            super(FIRST_ID + 17, 1, JobsRetried.class);
        }

        @Override
        public int encodedBytes(JobsRetried event) {
            int bytes = 12 + 25 * event.entries.size();
            for (Entry entry : event.entries) {
                bytes += Fields.bytesOf(entry.code) + Fields.bytesOf(entry.text);
            }
            return bytes;
        }

        @Override
        public void encode(JobsRetried event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
                target.putLong(entry.dueMillis);
                target.put((byte) entry.ending.ordinal());
                Fields.put(target, entry.code);
                Fields.put(target, entry.text);
            }
        }

        @Override
        JobsRetried read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(
                        fields.ranged(0, NUMBER_MAX),
                        fields.ranged(0, NUMBER_MAX),
                        fields.i64(),
                        FieldsOfJobs.ending(fields),
                        fields.text(QueueLimits.CODE_BYTES_MAX),
                        fields.text(QueueLimits.REASON_BYTES_MAX)));
            }
            return new JobsRetried(queueId, entries);
        }
    }
}
