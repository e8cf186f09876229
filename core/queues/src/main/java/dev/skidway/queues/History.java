package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Collection;
import java.util.TreeMap;

/** The jobs of one queue that are over and remembered, oldest first: for as long, and in as many bytes, as its settings say. */
final class History {

    private final TreeMap<Long, HistoryEntry> entries = new TreeMap<>();
    private final Queue queue;
    private final Parts parts;
    private final Shared shared;
    private long bytes;

    History(Queue queue, Parts parts, Shared shared) {
        this.queue = queue;
        this.parts = parts;
        this.shared = shared;
    }

    /** Oldest first. */
    Collection<HistoryEntry> entries() {
        return entries.values();
    }

    /** Those of this number and higher ones. */
    Collection<HistoryEntry> from(long sequence) {
        return entries.tailMap(sequence).values();
    }

    int size() {
        return entries.size();
    }

    /** What they take in memory, reckoned. */
    long bytes() {
        return bytes;
    }

    void add(FinishedJob job) {
        take(new HistoryEntry(entries.isEmpty() ? 0 : entries.lastKey() + 1, queue.name(), job));
        while (!entries.isEmpty()
                && (bytes > queue.settings.jobs().historyBytesMax()
                        || shared.finished.bytes() > QueueLimits.HISTORY_BYTES_PER_PARTITION_MAX)) {
            forgetOldest();
        }
    }

    private void take(HistoryEntry entry) {
        parts.add(entry);
        entries.put(entry.sequence, entry);
        bytes += entry.countedBytes;
        shared.finished.add(entry);
    }

    void forgetOldest() {
        HistoryEntry entry = entries.pollFirstEntry().getValue();
        bytes -= entry.countedBytes;
        shared.finished.remove(entry);
        parts.remove(entry);
    }

    /** Engine time at which the oldest can be forgotten. */
    long nextDueMillis() {
        if (entries.isEmpty()) {
            return Long.MAX_VALUE;
        }
        JobSettings settings = queue.settings.jobs();
        boolean tooMuch = !settings.remembers() || bytes > settings.historyBytesMax();
        return entries.firstEntry().getValue().job.finishedAtMillis() + (tooMuch ? 0 : settings.historyMillis());
    }

    /** All of it is dropped; it is no more than the settings allow. */
    void dropped() {
        entries.values().forEach(shared.finished::remove);
    }

    void restore(Fields fields) {
        HistoryEntry entry = HistoryEntry.read(queue.name(), fields);
        fields.require(
                entries.isEmpty() || entries.lastKey() < entry.sequence, "finished jobs in the order of their numbers");
        take(entry);
    }

    void checkConsistency() {
        long counted = 0;
        for (HistoryEntry entry : entries.values()) {
            counted += entry.countedBytes;
            Invariant.check(shared.finished.find(entry.job.identity()) != null, "a finished job is found");
        }
        Invariant.check(counted == bytes, "bytes of finished jobs", bytes, counted);
    }
}
