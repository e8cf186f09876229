package dev.skidway.queues;

import java.util.ArrayDeque;
import java.util.Arrays;

/** A pool of the arrays behind chunks, by power of two; what comes out is zeroed. Keeps a bounded number of each size. */
final class SlotArena {

    private static final int WORDS_KEPT_MAX = 1 << 17;

    private final ArrayDeque<long[]>[] free;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SlotArena() {
        free = new ArrayDeque[Chunk.BLOCK_BITS + 1];
        for (int exponent = 0; exponent < free.length; exponent++) {
            free[exponent] = new ArrayDeque<>();
        }
    }

    long[] take(int capacity) {
        long[] words = free[exponent(capacity)].pollLast();
        return words == null ? new long[wordCount(capacity)] : words;
    }

    void give(int capacity, long[] words) {
        ArrayDeque<long[]> kept = free[exponent(capacity)];
        if ((long) kept.size() * words.length < WORDS_KEPT_MAX) {
            Arrays.fill(words, 0);
            kept.addLast(words);
        }
    }

    /** Words that a chunk of {@code capacity} slots needs: two for each slot, and a bit. */
    static int wordCount(int capacity) {
        return 2 * capacity + ((capacity + 63) >>> 6);
    }

    private static int exponent(int capacity) {
        return Integer.numberOfTrailingZeros(capacity);
    }
}
