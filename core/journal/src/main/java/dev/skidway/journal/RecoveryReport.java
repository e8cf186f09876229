package dev.skidway.journal;

/**
 * What was found in the log when the folder was opened.
 *
 * @param blocks blocks that were checked, seals included
 * @param frames frames in them
 * @param endPosition address just past the last frame
 * @param tornTail whether remains of a block that was never answered for lay behind the end, and were dropped
 */
public record RecoveryReport(long blocks, long frames, long endPosition, boolean tornTail) {}
