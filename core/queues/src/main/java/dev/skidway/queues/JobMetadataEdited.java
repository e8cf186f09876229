package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Jobs that wait got other metadata. */
record JobMetadataEdited(long queueId, List<Entry> entries) implements Event {

    static final EventType<JobMetadataEdited> TYPE = new Type();

    /** One job, with all of its metadata. */
    record Entry(long lane, long slot, SortedMap<String, String> metadata) {}

    private static final class Type extends QueueEventType<JobMetadataEdited> {

        Type() {
            super(FIRST_ID + 21, 1, JobMetadataEdited.class);
        }

        @Override
        public int encodedBytes(JobMetadataEdited event) {
            int bytes = 12 + 16 * event.entries.size();
            for (Entry entry : event.entries) {
                bytes += Fields.bytesOf(entry.metadata);
            }
            return bytes;
        }

        @Override
        public void encode(JobMetadataEdited event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.entries.size());
            for (Entry entry : event.entries) {
                target.putLong(entry.lane);
                target.putLong(entry.slot);
                Fields.put(target, entry.metadata);
            }
        }

        @Override
        JobMetadataEdited read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Entry> entries = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                entries.add(new Entry(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.named()));
            }
            return new JobMetadataEdited(queueId, entries);
        }
    }
}
