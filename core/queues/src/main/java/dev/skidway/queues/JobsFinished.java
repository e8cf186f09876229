package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Jobs of a queue are over, each with how and why. */
record JobsFinished(long queueId, List<Entry> entries) implements Event {

    static final EventType<JobsFinished> TYPE = new Type();

    /** One job; the result is what its worker gave back. */
    record Entry(long lane, long slot, JobEnd end) {}

    private static final class Type extends QueueEventType<JobsFinished> {

        Type() {
            super(FIRST_ID + 16, 1, JobsFinished.class);
        }

        @Override
        public int encodedBytes(JobsFinished event) {
            int bytes = 12 + 21 * event.entries.size();
            for (Entry entry : event.entries) {
                bytes +=
                        Fields.bytesOf(entry.end.code()) + Fields.bytesOf(entry.end.text()) + entry.end.result().length;
            }
            return bytes;
        }

        @Override
        public void encode(JobsFinished event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
                target.put((byte) entry.end.outcome().ordinal());
                Fields.put(target, entry.end.code());
                Fields.put(target, entry.end.text());
                FieldsOfJobs.put(target, entry.end.result());
            }
        }

        @Override
        JobsFinished read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(
                        fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), FieldsOfJobs.end(fields)));
            }
            return new JobsFinished(queueId, entries);
        }
    }
}
