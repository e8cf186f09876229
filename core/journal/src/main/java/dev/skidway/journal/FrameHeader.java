package dev.skidway.journal;

/**
 * What precedes the records of a frame.
 *
 * @param partition 0 to 65,535
 * @param term leadership term, 1 while there is one node
 * @param sequence number of the frame in its partition, dense from 1
 * @param timestampMillis engine time, never smaller than that of the frame before it in the same partition
 * @param recordCount 1 to 65,535
 */
public record FrameHeader(int partition, int term, long sequence, long timestampMillis, int recordCount) {}
