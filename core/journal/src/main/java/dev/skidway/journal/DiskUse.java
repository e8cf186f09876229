package dev.skidway.journal;

/**
 * What a journal takes on the disk for what is still needed.
 *
 * @param bytes of its segments in use, its snapshots and its spill files; not what is prepared or kept in reserve
 * @param liveBytes payload bytes that its partitions said they need
 */
public record DiskUse(long bytes, long liveBytes) {}
