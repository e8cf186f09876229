package dev.skidway.journal;

/**
 * The header of a block without its checksum.
 *
 * @param magic kind of block
 * @param flags bit 0: seal (journal) or end (snapshot)
 * @param length bytes of header and body, padding left out
 * @param prevCrc checksum of the block before it, 0 for the first
 * @param frameCount frames in the body; the partition in a snapshot chunk
 * @param blockNumber dense, from 1 in a journal and from 0 in a snapshot
 * @param position own address; the own offset in a snapshot chunk
 * @param durablePosition known durable when the block was closed; the replay position in a snapshot chunk
 * @param generation sequence of the segment; the frame sequence of a snapshot
 * @param journalId random number of the data folder
 */
record BlockHeader(
        int magic,
        int flags,
        int length,
        int prevCrc,
        int frameCount,
        long blockNumber,
        long position,
        long durablePosition,
        long generation,
        long journalId) {}
