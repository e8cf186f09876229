package dev.skidway.queues;

import static dev.skidway.queues.QueueEventType.NUMBER_MAX;

import java.util.ArrayList;
import java.util.List;

/** Builds what a FIFO queue remembers from the units of a snapshot. */
final class SnapshotFifo {

    private SnapshotFifo() {}

    static FifoMemory memory(Fields fields, Queue queue) {
        fields.require(queue.messages.memoryIfFifo() != null, "a FIFO queue");
        return queue.messages.memory();
    }

    /** Reads a page of sends; returns how many. */
    static int deduplications(Fields fields, FifoMemory memory, int snapshotEpoch) {
        DeduplicationPage page = new DeduplicationPage(fields.ranged(0, NUMBER_MAX), snapshotEpoch);
        int count = fields.count(DeduplicationPage.SENDS_MAX);
        fields.require(count > 0, "a page that is not empty");
        for (int index = 0; index < count; index++) {
            DeduplicationKey key = new DeduplicationKey(fields.i64(), fields.i64());
            page.add(key, fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.ranged(0, MILLIS_MAX));
        }
        memory.deduplications.restore(page);
        return count;
    }

    private static final long MILLIS_MAX = (1L << 48) - 1;

    static void attempt(Fields fields, FifoMemory memory, int snapshotEpoch) {
        long number = fields.ranged(0, NUMBER_MAX);
        String id = fields.text(QueueLimits.ATTEMPT_ID_BYTES_MAX);
        long at = fields.i64();
        long until = fields.i64();
        int count = fields.count(QueueLimits.ENTRIES_MAX);
        List<MessagesLeased.Leased> leased = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            leased.add(new MessagesLeased.Leased(
                    fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.count(Integer.MAX_VALUE)));
        }
        fields.require(memory.attempts.find(id) == null, "each attempt id once");
        memory.attempts.add(new Attempts.Attempt(number, id, at, until, leased, snapshotEpoch));
    }
}
