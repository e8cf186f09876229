package dev.skidway.engine;

import dev.skidway.base.TimeSource;
import dev.skidway.journal.Journal;
import dev.skidway.journal.SnapshotStore;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a partition is made of.
 *
 * @param partition its number, from 0
 * @param partitionCount how many there are on this journal
 * @param clockAccepted start even if the wall clock is far from the newest frame
 * @param domains fresh, empty ones, used by this partition alone
 * @param onFailure told once, on the partition's thread, why the partition failed
 */
public record PartitionSetup(
        int partition,
        int partitionCount,
        EngineLimits limits,
        ClockLimits clockLimits,
        boolean clockAccepted,
        TimeSource time,
        Journal journal,
        SnapshotStore snapshots,
        List<Domain> domains,
        Consumer<Throwable> onFailure) {

    public PartitionSetup {
        if (partition < 0 || partition >= partitionCount || partitionCount > 65_536) {
            throw new IllegalArgumentException("a partition is 0 to " + (partitionCount - 1) + ", found " + partition);
        }
        domains = List.copyOf(domains);
    }
}
