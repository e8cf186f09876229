package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When the delayed messages of one chunk are due: a binary heap of long words, due time in the high 52 bits, place in the chunk in the low 12.
 *
 * <p>It lies in the order of its queue's chunks by its earliest word, which it knows also while the chunk is away. Finding one message takes a
 * look at each word; only who cancels or shows a delayed message does that.
 */
final class Delays {

    static final int OBJECT_BYTES = 48;
    private static final int PLACE_BITS = Chunk.BLOCK_BITS;
    private static final long MILLIS_MAX = (1L << (63 - PLACE_BITS)) - 1;

    /** Number of the lane, not the lane itself: what refers to this must not keep messages of a queue that is gone. */
    final long lane;

    final Chunk chunk;
    /** Place in the order of the queue. */
    int index = IndexedHeap.ABSENT;

    private long[] words;
    private int size;
    private long first;

    Delays(long lane, Chunk chunk) {
        this.lane = lane;
        this.chunk = chunk;
        words = new long[4];
    }

    /** Delays of a chunk that is away: how many there are, and the earliest. */
    Delays(long lane, Chunk chunk, int size, long firstMillis) {
        this(lane, chunk);
        this.size = size;
        first = firstMillis << PLACE_BITS;
        words = new long[0];
    }

    static boolean fits(long dueMillis) {
        return dueMillis >= 0 && dueMillis <= MILLIS_MAX;
    }

    int size() {
        return size;
    }

    /** When the first of them is due; there must be one. */
    long firstMillis() {
        return first >>> PLACE_BITS;
    }

    /** Place in the chunk of the message that is due first; there must be one. */
    int firstPlace() {
        return placeOf(words[0]);
    }

    long word(int at) {
        return words[at];
    }

    static long dueOf(long word) {
        return word >>> PLACE_BITS;
    }

    static int placeOf(long word) {
        return (int) word & ((1 << PLACE_BITS) - 1);
    }

    long residentBytes() {
        return OBJECT_BYTES + 8L * words.length;
    }

    /** When a message is due, or -1 if it is not delayed. */
    long dueMillis(int place) {
        int at = find(place);
        return at < 0 ? -1 : dueOf(words[at]);
    }

    /** Due times by place in a chunk, -1 for what is not delayed. */
    static long[] byPlace(Chunk of) {
        long[] dues = new long[of.used];
        Arrays.fill(dues, -1);
        Delays delays = of.delays;
        for (int at = 0; delays != null && at < delays.size; at++) {
            dues[placeOf(delays.words[at])] = dueOf(delays.words[at]);
        }
        return dues;
    }

    void add(int place, long dueMillis) {
        Invariant.check(fits(dueMillis), "a due time of 51 bits", dueMillis, MILLIS_MAX);
        if (size == words.length) {
            words = Arrays.copyOf(words, Math.max(4, size * 2));
        }
        size++;
        settle(size - 1, (dueMillis << PLACE_BITS) | place);
        first = words[0];
    }

    /** Ends the delay of a message, which must be delayed. */
    void remove(int place) {
        int at = placeOf(words[0]) == place ? 0 : find(place);
        Invariant.check(at >= 0 && size > 0, "only a delayed message stops waiting");
        long last = words[--size];
        if (at < size) {
            settle(at, last);
        }
        if (words.length > 16 && size < words.length / 4) {
            words = Arrays.copyOf(words, words.length / 2);
        }
        first = words[0];
    }

    /** Lets go of all but the earliest. */
    void leave() {
        words = new long[0];
    }

    /** Takes the words of a copy that was read back. */
    void comeBack(@Nullable Delays copy) {
        Invariant.check(
                copy != null && copy.size == size && copy.firstMillis() == firstMillis(),
                "delays come back as they left");
        if (copy != null) {
            words = copy.words;
            first = words[0];
        }
    }

    private int find(int place) {
        for (int at = 0; at < size; at++) {
            if (placeOf(words[at]) == place) {
                return at;
            }
        }
        return -1;
    }

    private void settle(int from, long word) {
        int at = from;
        while (at > 0 && word < words[(at - 1) >>> 1]) {
            words[at] = words[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && words[child + 1] < words[child]) {
                child++;
            }
            if (words[child] >= word) {
                break;
            }
            words[at] = words[child];
            at = child;
        }
        words[at] = word;
    }

    void checkConsistency() {
        Invariant.check(size > 0, "a chunk without delayed messages has no delays");
        for (int at = 1; at < words.length && at < size; at++) {
            Invariant.check(words[at] > words[(at - 1) >>> 1], "delays are in order");
        }
        Invariant.check(words.length == 0 || first == words[0], "the earliest delay", first, words.length);
    }

    /** Chunks with delayed messages, the one that is due first at the top. */
    static final class ByDue extends IndexedHeap<Delays> {

        @Override
        boolean before(Delays a, Delays b) {
            long dueOfA = a.firstMillis();
            long dueOfB = b.firstMillis();
            if (dueOfA != dueOfB) {
                return dueOfA < dueOfB;
            }
            return a.lane != b.lane ? a.lane < b.lane : a.chunk.firstSlot < b.chunk.firstSlot;
        }

        @Override
        int indexOf(Delays delays) {
            return delays.index;
        }

        @Override
        void place(Delays delays, int index) {
            delays.index = index;
        }
    }
}
