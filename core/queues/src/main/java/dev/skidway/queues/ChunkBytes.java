package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** A chunk as bytes, the same in snapshots and in spill files; the table is in {@code docs/formats/queue-snapshot.md}. */
final class ChunkBytes {

    private static final int HEAD_BYTES = 44;

    private ChunkBytes() {}

    static int bytesOf(Chunk chunk) {
        return HEAD_BYTES + 16 * chunk.live + 2 * 8 * Chunk.readyWords(chunk.used) + 4 + 8 * chunk.delayed();
    }

    static void put(ByteBuffer target, long queueId, long lane, Chunk chunk) {
        target.putLong(queueId);
        target.putLong(lane);
        target.putLong(chunk.firstSlot);
        target.putInt(chunk.used);
        target.putLong(chunk.basePosition);
        target.putLong(chunk.baseMillis);
        int bitWords = Chunk.readyWords(chunk.used);
        for (int word = 0; word < bitWords; word++) {
            target.putLong(chunk.liveWord(word));
        }
        for (int word = 0; word < bitWords; word++) {
            target.putLong(chunk.readyWord(word));
        }
        for (int index = chunk.nextLive(0); index >= 0; index = chunk.nextLive(index + 1)) {
            target.putLong(chunk.words[2 * index]);
            target.putLong(chunk.words[2 * index + 1]);
        }
        Delays delays = chunk.delays;
        target.putInt(chunk.delayed());
        for (int at = 0; delays != null && at < delays.size(); at++) {
            target.putLong(delays.word(at));
        }
    }

    /** The chunk in {@code source}, which must be the one asked for: its bytes were checked before. */
    static Chunk read(ByteBuffer source, long queueId, long lane, long firstSlot) {
        Invariant.check(source.remaining() >= HEAD_BYTES, "a spilled chunk has its head");
        Invariant.check(source.getLong() == queueId, "a spilled chunk is of its queue");
        Invariant.check(source.getLong() == lane, "a spilled chunk is of its lane");
        Invariant.check(source.getLong() == firstSlot, "a spilled chunk begins at its slot");
        int used = source.getInt();
        Invariant.check(used > 0 && used <= Chunk.SLOTS_MAX, "a spilled chunk has slots", Chunk.SLOTS_MAX, used);
        Chunk chunk = empty(firstSlot, used);
        chunk.basePosition = source.getLong();
        chunk.baseMillis = source.getLong();
        Invariant.check(readSlots(chunk, () -> nextLong(source)), "a spilled chunk agrees with itself");
        Invariant.check(source.remaining() >= Integer.BYTES, "a spilled chunk says how many delays it has");
        int delayed = source.getInt();
        boolean whole = delayed >= 0 && delayed <= used && source.remaining() == 8 * delayed;
        Invariant.check(whole, "a spilled chunk ends with its delays", 8L * delayed, source.remaining());
        for (int at = 0; at < delayed; at++) {
            long word = source.getLong();
            chunk.delay(lane, Delays.placeOf(word), Delays.dueOf(word));
        }
        return chunk;
    }

    private static long nextLong(ByteBuffer source) {
        Invariant.check(source.remaining() >= Long.BYTES, "a spilled chunk is as long as its slots");
        return source.getLong();
    }

    /** A chunk whose first {@code used} slots are to be read. */
    static Chunk empty(long firstSlot, int used) {
        int capacity = Chunk.capacityFor(used);
        Chunk chunk = new Chunk(firstSlot, capacity, new long[SlotArena.wordCount(capacity)]);
        chunk.used = used;
        return chunk;
    }

    /** Takes live bits, ready bits and live slots from {@code source}, and counts; returns whether they agree with each other. */
    static boolean readSlots(Chunk chunk, LongSupplier source) {
        long[] liveBits = new long[Chunk.readyWords(chunk.used)];
        boolean agree = true;
        for (int word = 0; word < liveBits.length; word++) {
            long bits = source.getAsLong();
            liveBits[word] = bits & slotsOf(chunk, word);
            agree &= bits == liveBits[word];
        }
        for (int word = 0; word < liveBits.length; word++) {
            long bits = source.getAsLong();
            chunk.words[2 * chunk.capacity + word] = bits;
            agree &= (bits & ~liveBits[word]) == 0;
        }
        for (int word = 0; word < liveBits.length; word++) {
            for (long left = liveBits[word]; left != 0; left &= left - 1) {
                int index = (word << 6) + Long.numberOfTrailingZeros(left);
                chunk.words[2 * index] = source.getAsLong();
                chunk.words[2 * index + 1] = source.getAsLong();
                agree &= chunk.isLive(index);
            }
        }
        chunk.recount();
        return agree;
    }

    /** A bit for each of the slots in {@code word} that the chunk uses. */
    private static long slotsOf(Chunk chunk, int word) {
        int slots = chunk.used - (word << 6);
        return slots >= Long.SIZE ? -1 : (1L << slots) - 1;
    }
}
