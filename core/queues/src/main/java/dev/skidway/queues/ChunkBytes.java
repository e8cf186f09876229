package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.nio.ByteBuffer;

/** A chunk as bytes, the same in snapshots and in spill files; the table is in {@code docs/formats/queue-snapshot.md}. */
final class ChunkBytes {

    private static final int HEAD_BYTES = 44;

    private ChunkBytes() {}

    static int bytesOf(Chunk chunk) {
        return HEAD_BYTES + 8 * (2 * chunk.used + Chunk.readyWords(chunk.used)) + 4 + 8 * chunk.delayed();
    }

    static void put(ByteBuffer target, long queueId, long lane, Chunk chunk) {
        target.putLong(queueId);
        target.putLong(lane);
        target.putLong(chunk.firstSlot);
        target.putInt(chunk.used);
        target.putLong(chunk.basePosition);
        target.putLong(chunk.baseMillis);
        for (int word = 0; word < 2 * chunk.used; word++) {
            target.putLong(chunk.words[word]);
        }
        for (int word = 0; word < Chunk.readyWords(chunk.used); word++) {
            target.putLong(chunk.readyWord(word));
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
        int words = 2 * used + Chunk.readyWords(used);
        int fixedBytes = 2 * Long.BYTES + 8 * words + Integer.BYTES;
        Invariant.check(source.remaining() >= fixedBytes, "a spilled chunk is as long as its slots");
        int capacity = Chunk.capacityFor(used);
        Chunk chunk = new Chunk(firstSlot, capacity, new long[SlotArena.wordCount(capacity)]);
        chunk.used = used;
        chunk.basePosition = source.getLong();
        chunk.baseMillis = source.getLong();
        for (int word = 0; word < 2 * used; word++) {
            chunk.words[word] = source.getLong();
        }
        for (int word = 0; word < Chunk.readyWords(used); word++) {
            chunk.words[2 * capacity + word] = source.getLong();
        }
        chunk.recount();
        int delayed = source.getInt();
        boolean whole = delayed >= 0 && delayed <= used && source.remaining() == 8 * delayed;
        Invariant.check(whole, "a spilled chunk ends with its delays", 8L * delayed, source.remaining());
        for (int at = 0; at < delayed; at++) {
            long word = source.getLong();
            chunk.delay(lane, Delays.placeOf(word), Delays.dueOf(word));
        }
        return chunk;
    }
}
