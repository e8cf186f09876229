package dev.skidway.queues;

import dev.skidway.base.Invariant;

/**
 * The messages of up to 4,096 consecutive slots of a lane, all inside one aligned block of slot numbers.
 *
 * <p>A slot is two words; the ready bits follow the slots, one bit for each:
 *
 * <pre>
 * word 0   bits 0-43   payload position less the chunk's base position
 *          bits 44-63  header bytes, low 20 bits
 * word 1   bits 0-39   enqueue time less the chunk's base time, milliseconds
 *          bits 40-60  body bytes
 *          bit  61     header bytes, high bit
 *          bit  62     a record (delay or lease) exists for the message
 *          bit  63     live; a slot whose message is gone is zero
 * </pre>
 */
final class Chunk {

    static final int BLOCK_BITS = 12;
    static final int SLOTS_MAX = 1 << BLOCK_BITS;
    static final int CAPACITY_MIN = 4;

    private static final long POSITION_MASK = (1L << 44) - 1;
    private static final long TIME_MASK = (1L << 40) - 1;
    private static final long RECORD = 1L << 62;
    private static final long LIVE = 1L << 63;

    final long firstSlot;
    int capacity;
    int used;
    int live;
    int ready;
    long basePosition;
    long baseMillis;
    long[] words;
    int snapshotEpoch;

    Chunk(long firstSlot, int capacity, long[] words) {
        this.firstSlot = firstSlot;
        this.capacity = capacity;
        this.words = words;
    }

    static long blockOf(long slot) {
        return slot >>> BLOCK_BITS;
    }

    /** Slots that fit between the first one and the end of its block. */
    int slotsMax() {
        return SLOTS_MAX - (int) (firstSlot & (SLOTS_MAX - 1));
    }

    boolean full() {
        return used == capacity || used == slotsMax();
    }

    /** Moves into a larger array; returns the old one. */
    long[] grow(int newCapacity, long[] target) {
        long[] old = words;
        System.arraycopy(old, 0, target, 0, 2 * used);
        System.arraycopy(old, 2 * capacity, target, 2 * newCapacity, (used + 63) >>> 6);
        words = target;
        capacity = newCapacity;
        return old;
    }

    /** Adds the next slot; not ready yet. */
    void append(long position, int headerBytes, int bodyBytes, long enqueuedAtMillis) {
        if (live == 0) {
            basePosition = position;
            baseMillis = enqueuedAtMillis;
        } else if (outside(position - basePosition, POSITION_MASK)
                || outside(enqueuedAtMillis - baseMillis, TIME_MASK)) {
            rebase(position, enqueuedAtMillis);
        }
        int index = used++;
        live++;
        write(index, position, headerBytes, bodyBytes, enqueuedAtMillis, LIVE);
    }

    private static boolean outside(long delta, long mask) {
        return delta < 0 || delta > mask;
    }

    /** Moves the bases so that a new message fits with all live ones: it is far younger, or came from another queue and is older. */
    private void rebase(long position, long enqueuedAtMillis) {
        long positionMin = position;
        long positionMax = position;
        long millisMin = enqueuedAtMillis;
        long millisMax = enqueuedAtMillis;
        for (int index = nextLive(0); index >= 0; index = nextLive(index + 1)) {
            positionMin = Math.min(positionMin, position(index));
            positionMax = Math.max(positionMax, position(index));
            millisMin = Math.min(millisMin, enqueuedAtMillis(index));
            millisMax = Math.max(millisMax, enqueuedAtMillis(index));
        }
        long newPosition = base(positionMin, positionMax, POSITION_MASK);
        long newMillis = base(millisMin, millisMax, TIME_MASK);
        long positionShift = newPosition - basePosition;
        long millisShift = newMillis - baseMillis;
        for (int index = nextLive(0); index >= 0; index = nextLive(index + 1)) {
            words[2 * index] -= positionShift;
            words[2 * index + 1] -= millisShift;
        }
        basePosition = newPosition;
        baseMillis = newMillis;
    }

    /** A base below {@code min}, with room for what is older still as far as {@code max} allows. */
    private static long base(long min, long max, long mask) {
        Invariant.check(max - min <= mask, "what lies in a chunk is not too far apart", min, max);
        return Math.max(min - (mask >>> 6), max - mask);
    }

    private void write(int index, long position, int headerBytes, int bodyBytes, long enqueuedAtMillis, long flags) {
        long positionDelta = position - basePosition;
        long millisDelta = enqueuedAtMillis - baseMillis;
        Invariant.check((positionDelta & ~POSITION_MASK) == 0, "payload positions of a chunk lie close enough");
        Invariant.check((millisDelta & ~TIME_MASK) == 0, "enqueue times of a chunk lie close enough");
        Invariant.check(headerBytes >>> 21 == 0 && bodyBytes >>> 21 == 0, "payload lengths fit in 21 bits");
        words[2 * index] = positionDelta | ((long) headerBytes << 44);
        words[2 * index + 1] = millisDelta | ((long) bodyBytes << 40) | ((long) (headerBytes >>> 20) << 61) | flags;
    }

    boolean isLive(int index) {
        return index >= 0 && index < used && words[2 * index + 1] < 0;
    }

    long position(int index) {
        return basePosition + (words[2 * index] & POSITION_MASK);
    }

    int headerBytes(int index) {
        return (int) (words[2 * index] >>> 44) | ((int) (words[2 * index + 1] >>> 61) & 1) << 20;
    }

    int bodyBytes(int index) {
        return (int) (words[2 * index + 1] >>> 40) & 0x1F_FFFF;
    }

    long enqueuedAtMillis(int index) {
        return baseMillis + (words[2 * index + 1] & TIME_MASK);
    }

    boolean hasRecord(int index) {
        return (words[2 * index + 1] & RECORD) != 0;
    }

    void markRecord(int index, boolean present) {
        words[2 * index + 1] = present ? words[2 * index + 1] | RECORD : words[2 * index + 1] & ~RECORD;
    }

    boolean isReady(int index) {
        return (words[2 * capacity + (index >>> 6)] & (1L << (index & 63))) != 0;
    }

    void markReady(int index) {
        Invariant.check(isLive(index) && !isReady(index), "a message becomes ready once");
        words[2 * capacity + (index >>> 6)] |= 1L << (index & 63);
        ready++;
    }

    void clearReady(int index) {
        Invariant.check(isReady(index), "only a ready message is taken");
        words[2 * capacity + (index >>> 6)] &= ~(1L << (index & 63));
        ready--;
    }

    /** Empties a slot whose message is not ready. */
    void remove(int index) {
        Invariant.check(isLive(index) && !isReady(index), "only a live message that nobody can take is removed");
        words[2 * index] = 0;
        words[2 * index + 1] = 0;
        live--;
    }

    /** Says that the payload of a live message lies at {@code position} now. */
    void movePayload(int index, long position) {
        if (outside(position - basePosition, POSITION_MASK)) {
            rebase(position, enqueuedAtMillis(index));
        }
        long flags = words[2 * index + 1] & (RECORD | LIVE);
        write(index, position, headerBytes(index), bodyBytes(index), enqueuedAtMillis(index), flags);
    }

    /** First ready slot at or after {@code from}, as index in the chunk, or -1. */
    int nextReady(int from) {
        if (ready == 0 || from >= used) {
            return -1;
        }
        int word = from >>> 6;
        long bits = words[2 * capacity + word] & (-1L << (from & 63));
        int last = (used - 1) >>> 6;
        while (bits == 0) {
            if (++word > last) {
                return -1;
            }
            bits = words[2 * capacity + word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** First live slot at or after {@code from}, as index in the chunk, or -1. */
    int nextLive(int from) {
        for (int index = from; index < used; index++) {
            if (words[2 * index + 1] < 0) {
                return index;
            }
        }
        return -1;
    }
}
