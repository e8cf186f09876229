package dev.skidway.journal;

/**
 * Which moment of a partition a snapshot shows.
 *
 * @param partition the partition
 * @param replayPosition journal address from which frames must be replayed on top
 * @param sequence sequence of the last frame it contains, 0 for none
 * @param term term of that frame
 * @param timestampMillis engine time of that frame
 */
public record SnapshotInfo(int partition, long replayPosition, long sequence, int term, long timestampMillis) {}
