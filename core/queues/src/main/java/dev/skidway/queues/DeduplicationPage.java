package dev.skidway.queues;

import java.util.Arrays;

/**
 * Up to 256 sends in a row, forgotten together.
 *
 * <p>A send is four words:
 *
 * <pre>
 * word 0, 1   key
 * word 2      bits 0-39   slot      bits 40-63  time of the send, ms, low 24 bits
 * word 3      bits 0-39   lane      bits 40-63  time of the send, ms, high 24 bits
 * </pre>
 */
final class DeduplicationPage {

    static final int SENDS_MAX = 256;

    private static final int SENDS_MIN = 4;
    private static final int STRIDE = 4;
    private static final long NUMBER_MASK = (1L << 40) - 1;
    private static final int MILLIS_LOW_BITS = 24;

    final long number;
    int used;
    int snapshotEpoch;
    private long[] words = new long[SENDS_MIN * STRIDE];

    DeduplicationPage(long number, int snapshotEpoch) {
        this.number = number;
        this.snapshotEpoch = snapshotEpoch;
    }

    boolean full() {
        return used == SENDS_MAX;
    }

    void add(DeduplicationKey key, long lane, long slot, long atMillis) {
        if (used * STRIDE == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        int word = used++ * STRIDE;
        words[word] = key.high();
        words[word + 1] = key.low();
        words[word + 2] = slot | (atMillis << 40);
        words[word + 3] = lane | (atMillis >>> MILLIS_LOW_BITS << 40);
    }

    long high(int place) {
        return words[place * STRIDE];
    }

    long low(int place) {
        return words[place * STRIDE + 1];
    }

    long slot(int place) {
        return words[place * STRIDE + 2] & NUMBER_MASK;
    }

    long lane(int place) {
        return words[place * STRIDE + 3] & NUMBER_MASK;
    }

    long atMillis(int place) {
        return (words[place * STRIDE + 3] >>> 40 << MILLIS_LOW_BITS) | (words[place * STRIDE + 2] >>> 40);
    }

    /** When the last of them was sent. */
    long newestMillis() {
        return atMillis(used - 1);
    }
}
