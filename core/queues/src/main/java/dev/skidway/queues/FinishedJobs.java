package dev.skidway.queues;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of all queues of a partition that are over and remembered, by identity. */
final class FinishedJobs {

    private final Map<MessageRef, HistoryEntry> byIdentity = new HashMap<>();
    private long bytes;

    /** What they take in memory, reckoned. */
    long bytes() {
        return bytes;
    }

    int size() {
        return byIdentity.size();
    }

    @Nullable FinishedJob find(MessageRef identity) {
        HistoryEntry entry = byIdentity.get(identity);
        return entry == null ? null : entry.job;
    }

    @Nullable QueueName queueOf(MessageRef identity) {
        HistoryEntry entry = byIdentity.get(identity);
        return entry == null ? null : entry.queue;
    }

    void add(HistoryEntry entry) {
        bytes += entry.countedBytes;
        byIdentity.put(entry.job.identity(), entry);
    }

    void remove(HistoryEntry entry) {
        bytes -= entry.countedBytes;
        byIdentity.remove(entry.job.identity(), entry);
    }
}
