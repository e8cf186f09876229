package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

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
 *          bit  62     a record (of a lease) exists for the message
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
    /** Live bits of a full chunk, shared by all that are away. */
    private static final long[] ALL_LIVE = allLive();

    final long firstSlot;
    int capacity;
    int used;
    int live;
    int ready;
    long basePosition;
    long baseMillis;
    /** Of a chunk that is away, only a bit for each live message: all of them are ready, or all are delayed. */
    long[] words;

    int snapshotEpoch;
    /** Messages with a record. */
    int records;
    /** Grows with every change of content. */
    int changes;
    /** Where it is if not in memory. */
    @Nullable AwayChunk away;

    /** When its delayed messages are due, null if it has none. */
    @Nullable Delays delays;

    /** Place in the order of age, of a chunk with far messages. */
    int ageIndex = IndexedHeap.ABSENT;

    private int readyAt;
    private int firstLive;

    Chunk(long firstSlot, int capacity, long[] words) {
        this.firstSlot = firstSlot;
        this.capacity = capacity;
        this.words = words;
        this.readyAt = 2 * capacity;
    }

    /**
     * Capacity of a chunk that has to hold so many slots: a power of two, and from 64 on also a quarter, a half or three quarters more, so
     * that ten thousand queues of a thousand messages do not take twice what they need.
     */
    static int capacityFor(int used) {
        int step = Math.max(1, Integer.highestOneBit(used - 1) >>> (used <= 64 ? 0 : 2));
        return used <= CAPACITY_MIN ? CAPACITY_MIN : (used + step - 1) / step * step;
    }

    /** What a chunk with this capacity grows to. */
    static int capacityAfter(int capacity) {
        return capacityFor(capacity + 1);
    }

    static int readyWords(int slots) {
        return (slots + 63) >>> 6;
    }

    long readyWord(int word) {
        return words[readyAt + word];
    }

    /** A bit for each live one of 64 slots. */
    long liveWord(int word) {
        if (away != null) {
            return readyWord(word);
        }
        int first = word << 6;
        long bits = 0;
        for (int index = Math.min(first + Long.SIZE, used) - 1; index >= first; index--) {
            // The sign of its second word says that a slot is live.
            bits = bits << 1 | words[2 * index + 1] >>> 63;
        }
        return bits;
    }

    boolean isAway() {
        return away != null;
    }

    /** Delayed messages. */
    int delayed() {
        return delays == null ? 0 : delays.size();
    }

    /** Whether all of its messages are ready, or all are delayed, and none was leased before. */
    boolean uniform() {
        return records == 0 && (live == ready || live == delayed());
    }

    /** Bytes of its words in memory. */
    long residentBytes() {
        return (away != null && live == SLOTS_MAX ? 0 : 8L * words.length)
                + (delays == null ? 0 : delays.residentBytes());
    }

    /** Lets go of all but a bit for each message; returns the words. */
    long[] leave(AwayChunk to) {
        Invariant.check(uniform() && away == null, "only messages that are all ready or all delayed are put away");
        long[] left = words;
        if (delays != null) {
            for (int index = nextLive(0); index >= 0; index = nextLive(index + 1)) {
                words[readyAt + (index >>> 6)] |= 1L << (index & 63);
            }
            delays.leave();
        }
        words = live == SLOTS_MAX ? ALL_LIVE : Arrays.copyOfRange(words, readyAt, readyAt + readyWords(used));
        readyAt = 0;
        away = to;
        return left;
    }

    /** Becomes a chunk that was put away before, from a bit for each of its messages and their delays, if they are delayed. */
    void restoreAway(int usedSlots, int liveCount, long[] liveBits, AwayChunk at) {
        used = usedSlots;
        live = liveCount;
        ready = delays == null ? live : 0;
        words = live == SLOTS_MAX ? ALL_LIVE : liveBits;
        readyAt = 0;
        away = at;
    }

    /** Takes its words from a copy that was read back. */
    void comeBack(Chunk copy) {
        Invariant.check(
                copy.used == used && copy.live == live && copy.ready == ready && copy.records == 0,
                "a chunk comes back as it left",
                live,
                copy.live);
        Invariant.check(copy.basePosition == basePosition && copy.baseMillis == baseMillis, "a chunk keeps its bases");
        words = copy.words;
        capacity = copy.capacity;
        readyAt = 2 * capacity;
        away = null;
        if (delays != null) {
            delays.comeBack(copy.delays);
        } else {
            Invariant.check(copy.delays == null, "a chunk comes back as it left");
        }
    }

    /** Makes sure that its words are in memory. */
    Chunk inMemory() {
        if (away != null) {
            away.load();
        }
        return this;
    }

    /** Whether its words are in memory; if not, they are being fetched from now on. */
    boolean fetch() {
        if (away != null) {
            away.fetch();
        }
        return away == null;
    }

    /** Itself, or a copy if it is away: for looking at it without bringing it back. */
    Chunk view() {
        return away == null ? this : away.copy();
    }

    /** The first live message; there must be one. */
    int firstLive() {
        // Slots are filled once, from the first to the last: what is gone before it stays gone.
        firstLive = nextLive(firstLive);
        return firstLive;
    }

    /** Enqueue time of the first live message. */
    long oldestMillis() {
        return away == null ? enqueuedAtMillis(firstLive()) : away.oldestMillis;
    }

    /** Adds the payload bytes of its messages to those of their segments. */
    void addLiveBytes(LongUnaryOperator segmentOf, SegmentBytes target) {
        for (int index = nextLive(0); index >= 0; index = nextLive(index + 1)) {
            target.add(
                    segmentOf.applyAsLong(position(index)), Payload.storedBytes(headerBytes(index), bodyBytes(index)));
        }
    }

    /** Counts its messages again, from its words. */
    void recount() {
        live = 0;
        ready = 0;
        records = 0;
        for (int index = nextLive(0); index >= 0; index = nextLive(index + 1)) {
            live++;
            ready += isReady(index) ? 1 : 0;
            records += hasRecord(index) ? 1 : 0;
        }
    }

    private static long[] allLive() {
        long[] bits = new long[readyWords(SLOTS_MAX)];
        Arrays.fill(bits, -1);
        return bits;
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
        readyAt = 2 * newCapacity;
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
        changes++;
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
        changes++;
        words[2 * index] = positionDelta | ((long) headerBytes << 44);
        words[2 * index + 1] = millisDelta | ((long) bodyBytes << 40) | ((long) (headerBytes >>> 20) << 61) | flags;
    }

    boolean isLive(int index) {
        return index >= 0 && index < used && (away == null ? words[2 * index + 1] < 0 : bit(index));
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
        if (hasRecord(index) == present) {
            return;
        }
        changes++;
        records += present ? 1 : -1;
        words[2 * index + 1] = present ? words[2 * index + 1] | RECORD : words[2 * index + 1] & ~RECORD;
    }

    boolean isReady(int index) {
        return bit(index) && (away == null || ready > 0);
    }

    private boolean bit(int index) {
        return (words[readyAt + (index >>> 6)] & (1L << (index & 63))) != 0;
    }

    /** Begins the delay of a message that is not ready; {@code lane} is the number of its own. */
    Delays delay(long lane, int index, long dueMillis) {
        Invariant.check(isLive(index) && !isReady(index) && !hasRecord(index), "only a new message is delayed");
        if (delays == null) {
            delays = new Delays(lane, this);
        }
        delays.add(index, dueMillis);
        changes++;
        return delays;
    }

    /** Ends the delay of a message. */
    void endDelay(int index) {
        Invariant.check(delays != null, "only a delayed message stops waiting");
        if (delays != null) {
            delays.remove(index);
            delays = delays.size() == 0 ? null : delays;
        }
        changes++;
    }

    void markReady(int index) {
        Invariant.check(isLive(index) && !isReady(index), "a message becomes ready once");
        words[readyAt + (index >>> 6)] |= 1L << (index & 63);
        changes++;
        ready++;
    }

    void clearReady(int index) {
        Invariant.check(isReady(index), "only a ready message is taken");
        words[readyAt + (index >>> 6)] &= ~(1L << (index & 63));
        changes++;
        ready--;
    }

    /** Empties a slot whose message is not ready. */
    void remove(int index) {
        Invariant.check(isLive(index) && !isReady(index), "only a live message that nobody can take is removed");
        changes++;
        records -= hasRecord(index) ? 1 : 0;
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
        return ready == 0 ? -1 : nextBit(from);
    }

    private int nextBit(int from) {
        if (from >= used) {
            return -1;
        }
        int word = from >>> 6;
        long bits = words[readyAt + word] & (-1L << (from & 63));
        int last = (used - 1) >>> 6;
        while (bits == 0) {
            if (++word > last) {
                return -1;
            }
            bits = words[readyAt + word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** First live slot at or after {@code from}, as index in the chunk, or -1. */
    int nextLive(int from) {
        if (away != null) {
            return nextBit(from);
        }
        for (int index = from; index < used; index++) {
            if (words[2 * index + 1] < 0) {
                return index;
            }
        }
        return -1;
    }
}
