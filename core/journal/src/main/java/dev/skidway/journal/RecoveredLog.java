package dev.skidway.journal;

/**
 * Where a journal goes on.
 *
 * @param lastSegment the segment with the last block, or the first one of an empty journal
 * @param nextOffset offset in it at which the next block begins
 * @param nextBlockNumber number of that block
 * @param lastCrc checksum of the block before it, 0 if there is none
 * @param end address just past the last frame
 * @param partitionEnds oldest and newest frame of each partition
 * @param report for the log
 */
record RecoveredLog(
        Segment lastSegment,
        int nextOffset,
        long nextBlockNumber,
        int lastCrc,
        long end,
        PartitionEnds partitionEnds,
        RecoveryReport report) {}
