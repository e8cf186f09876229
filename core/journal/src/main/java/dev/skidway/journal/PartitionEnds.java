package dev.skidway.journal;

import java.util.Arrays;

/**
 * Where the oldest and newest known frame of every partition lie, so that a partition that wrote nothing since its snapshot does
 * not hold back segments. Not thread-safe.
 */
final class PartitionEnds {

    private static final long NONE = -1;

    private long[] first = new long[0];
    private long[] last = new long[0];

    void appended(int partition, long position) {
        if (partition >= first.length) {
            int known = first.length;
            first = Arrays.copyOf(first, partition + 1);
            last = Arrays.copyOf(last, partition + 1);
            Arrays.fill(first, known, partition + 1, NONE);
            Arrays.fill(last, known, partition + 1, NONE);
        }
        if (first[partition] == NONE) {
            first[partition] = position;
        }
        last[partition] = position;
    }

    /** The lowest position from which some partition must be replayed on top of its snapshot; {@code highest} if none must. */
    long oldestNeeded(Manifest manifest, long highest) {
        long oldest = highest;
        for (int partition = 0; partition < first.length; partition++) {
            SnapshotEntry snapshot = manifest.snapshot(partition);
            if (snapshot == null && first[partition] != NONE) {
                oldest = Math.min(oldest, first[partition]);
            } else if (snapshot != null && last[partition] >= snapshot.info().replayPosition()) {
                oldest = Math.min(oldest, snapshot.info().replayPosition());
            }
        }
        return oldest;
    }
}
