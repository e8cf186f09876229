package dev.skidway.journal;

/**
 * A border between two frames of a log, at which it can be cut.
 *
 * @param position address just past the last frame before it
 * @param timestampMillis latest engine time of a frame before it, 0 if that is not known
 * @param segment sequence of the segment in which that frame lies
 * @param blockOffset offset of its block
 * @param blockFrames frames of that block that lie before the border
 */
public record LogBorder(long position, long timestampMillis, long segment, int blockOffset, int blockFrames) {}
