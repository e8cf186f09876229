package dev.skidway.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must exist in a data folder: the snapshots, the segments their states need, and where the walk through the log begins.
 *
 * @param number grows with every change; the highest valid one counts
 * @param firstSegment segment from which the log is whole and must be walked
 * @param snapshots by partition, ascending
 */
record Manifest(long number, long firstSegment, List<SnapshotEntry> snapshots) {

    static Manifest first() {
        return new Manifest(1, 1, List.of());
    }

    @Nullable SnapshotEntry snapshot(int partition) {
        for (SnapshotEntry entry : snapshots) {
            if (entry.info().partition() == partition) {
                return entry;
            }
        }
        return null;
    }

    /** The next manifest, with {@code added} in place of the partition's earlier snapshot. */
    Manifest with(SnapshotEntry added, long firstSegment) {
        List<SnapshotEntry> next = new ArrayList<>(snapshots);
        next.removeIf(entry -> entry.info().partition() == added.info().partition());
        next.add(added);
        next.sort(Comparator.comparingInt(entry -> entry.info().partition()));
        return new Manifest(number + 1, firstSegment, List.copyOf(next));
    }

    /** Segments before the walk that are kept for their payloads. */
    SortedSet<Long> retained() {
        SortedSet<Long> retained = new TreeSet<>();
        for (SnapshotEntry entry : snapshots) {
            for (long segment : entry.liveSegments()) {
                if (segment < firstSegment) {
                    retained.add(segment);
                }
            }
        }
        return retained;
    }

    /** Length of all snapshot files. */
    long snapshotBytes() {
        long bytes = 0;
        for (SnapshotEntry entry : snapshots) {
            bytes += entry.fileBytes();
        }
        return bytes;
    }

    /** Highest position that was durable when this manifest was published. */
    long durablePosition() {
        return snapshots.stream()
                .mapToLong(entry -> entry.info().replayPosition())
                .max()
                .orElse(0);
    }
}
