package dev.skidway.engine;

/**
 * How hard a partition works for room on disk.
 *
 * @param compactSharePercentMax live share below which the payloads of a segment are copied forward so that it can be released; 0: never
 * @param compactBytesPerSecondMax payload bytes copied in a second at most
 * @param compactBatchBytes about how many bytes are read and copied at once
 * @param reclaimIntervalMillis engine time between two looks at what could be released, and so between snapshots begun for that
 */
public record ReclaimLimits(
        int compactSharePercentMax, long compactBytesPerSecondMax, int compactBatchBytes, long reclaimIntervalMillis) {

    /** What a partition runs with unless told otherwise. */
    public static final ReclaimLimits DEFAULT = new ReclaimLimits(30, 64L << 20, 256 << 10, 2_000);

    public ReclaimLimits {
        require(
                compactSharePercentMax >= 0 && compactSharePercentMax <= 90,
                "compact-share-percent-max must be from 0 to 90",
                compactSharePercentMax);
        require(
                compactBytesPerSecondMax >= 1,
                "compact-bytes-per-second-max must be at least 1",
                compactBytesPerSecondMax);
        require(compactBatchBytes >= 1, "compact-batch-bytes must be at least 1", compactBatchBytes);
        require(reclaimIntervalMillis >= 1, "reclaim-interval-millis must be at least 1", reclaimIntervalMillis);
    }

    private static void require(boolean holds, String expected, long found) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", found " + found);
        }
    }
}
