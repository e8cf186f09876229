package dev.skidway.queues;

/**
 * The slot numbers of far messages: the highest eighth of all, in a block of 4,096 for each span of time.
 *
 * <p>A span is the longer the farther it is: a minute for what is due within the hour, and so on doubling, so that there are 32 spans for each
 * doubling of the delay.
 */
final class FarSlots {

    static final long FIRST_SLOT = 7L << 37;
    static final long FIRST_BLOCK = FIRST_SLOT >>> Chunk.BLOCK_BITS;
    private static final long BLOCK_END = 1L << (40 - Chunk.BLOCK_BITS);

    /** Messages of keys with fewer than this in their lane stay with the others: a chunk for each span would take more room than they do. */
    static final long LANE_LIVE_MIN = 1_024;

    private static final long SPAN_MILLIS_MIN = 60_000;
    private static final int SPANS_PER_DOUBLING = 32;
    private static final int EXPONENT_BITS = 6;

    private FarSlots() {}

    static boolean isFar(long slot) {
        return slot >= FIRST_SLOT;
    }

    /** Whether one more block can begin. */
    static boolean isRoom(long nextBlock) {
        return nextBlock < BLOCK_END;
    }

    static long firstOf(long block) {
        return block << Chunk.BLOCK_BITS;
    }

    /** Whether a slot is the last of its block. */
    static boolean endsBlock(long slot) {
        return (slot + 1) % Chunk.SLOTS_MAX == 0;
    }

    /** The span of time that a message is due in, as seen from when it was sent; it is delayed for at least that of the first span. */
    static long spanOf(long dueMillis, long sentAtMillis) {
        long doublings = (dueMillis - sentAtMillis) / (SPAN_MILLIS_MIN * SPANS_PER_DOUBLING);
        int exponent = doublings < 2 ? 0 : 63 - Long.numberOfLeadingZeros(doublings);
        return (((dueMillis / SPAN_MILLIS_MIN) >>> exponent) << EXPONENT_BITS) | exponent;
    }

    /** When a span is over. */
    static long endMillis(long span) {
        int exponent = (int) (span & ((1 << EXPONENT_BITS) - 1));
        return (((span >>> EXPONENT_BITS) + 1) << exponent) * SPAN_MILLIS_MIN;
    }
}
