package dev.skidway.queues;

import java.util.ArrayDeque;
import java.util.Arrays;

/** A pool of the arrays behind chunks, by capacity; what comes out is zeroed. Keeps a bounded number of each size. */
final class SlotArena {

    private static final int WORDS_KEPT_MAX = 1 << 16;

    private static final int STEPS_PER_DOUBLING = 4;

    private final ArrayDeque<long[]>[] free;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SlotArena() {
        free = new ArrayDeque[STEPS_PER_DOUBLING * Chunk.BLOCK_BITS + 1];
        for (int at = 0; at < free.length; at++) {
            free[at] = new ArrayDeque<>();
        }
    }

    long[] take(int capacity) {
        long[] words = free[sizeOf(capacity)].pollLast();
        return words == null ? new long[wordCount(capacity)] : words;
    }

    void give(int capacity, long[] words) {
        ArrayDeque<long[]> kept = free[sizeOf(capacity)];
        if ((long) kept.size() * words.length < WORDS_KEPT_MAX) {
            Arrays.fill(words, 0);
            kept.addLast(words);
        }
    }

    /** Words that a chunk of {@code capacity} slots needs: two for each slot, and a bit. */
    static int wordCount(int capacity) {
        return 2 * capacity + ((capacity + 63) >>> 6);
    }

    /** Number of a capacity among those that {@link Chunk#capacityFor} gives. */
    private static int sizeOf(int capacity) {
        int exponent = 31 - Integer.numberOfLeadingZeros(capacity);
        int quarters = (STEPS_PER_DOUBLING * (capacity - (1 << exponent))) >>> exponent;
        return STEPS_PER_DOUBLING * exponent + quarters;
    }
}
