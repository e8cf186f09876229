package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a lane that were delayed for long when they were sent: those that are due in the same span of time fill the same blocks, so that
 * they leave memory together and come back together.
 *
 * <p>Where one lies follows from its delay and due time, see {@link FarSlots}; it decides in which order messages that are due are received, and
 * nothing else.
 */
final class FarMessages {

    /** Spans with a block that has room, at which those that are over are forgotten. */
    private static final int OPEN_SWEPT_AT = 1_024;

    /** A block without messages that lies so many behind the newest one is not filled further. */
    private static final int BEHIND_MAX = 1_024;

    final Blocks blocks = new Blocks();
    /** The next slot of each span whose block has room. */
    final TreeMap<Long, Long> open = new TreeMap<>();

    long nextBlock = FarSlots.FIRST_BLOCK;
    long live;
    private final ByAge byAge = new ByAge();

    boolean numbered(long slot) {
        return Chunk.blockOf(slot) < nextBlock;
    }

    /** The slot that the next message of a span gets, or -1 if it begins a block. */
    long nextSlot(long span) {
        return open.getOrDefault(span, -1L);
    }

    /** A message takes its slot. */
    void take(long slot, long span, long atMillis) {
        if (nextSlot(span) != slot) {
            Invariant.check(slot == FarSlots.firstOf(nextBlock), "slot of a far message", nextBlock, slot);
            nextBlock++;
            if (open.size() >= OPEN_SWEPT_AT) {
                open.keySet().removeIf(each -> FarSlots.endMillis(each) <= atMillis);
            }
        }
        if (FarSlots.endsBlock(slot)) {
            open.remove(span);
        } else {
            open.put(span, slot + 1);
        }
    }

    /** Counts a message that was added to a chunk; returns whether it is alone in it. */
    boolean added(Chunk chunk) {
        live++;
        if (chunk.live == 1) {
            byAge.add(chunk);
        }
        return chunk.live == 1;
    }

    /** Counts the messages of a chunk of a snapshot. */
    void restored(Chunk chunk) {
        live += chunk.live;
        byAge.add(chunk);
    }

    /** Counts a message that is gone from a chunk; the last one takes the chunk with it. */
    void removed(Chunk chunk) {
        live--;
        if (chunk.live > 0) {
            byAge.changed(chunk);
            return;
        }
        byAge.remove(chunk);
        blocks.remove(chunk);
        if (nextBlock - Chunk.blockOf(chunk.firstSlot) > BEHIND_MAX) {
            open.values().removeIf(slot -> Chunk.blockOf(slot) == Chunk.blockOf(chunk.firstSlot));
        }
    }

    /** The chunk whose first message is the oldest of all, or null. */
    @Nullable Chunk oldest() {
        return byAge.isEmpty() ? null : byAge.at(0);
    }

    void checkConsistency(long counted, int chunks) {
        byAge.checkConsistency();
        Invariant.check(counted == live, "far messages of a lane", live, counted);
        Invariant.check(chunks == byAge.size(), "far chunks of a lane", byAge.size(), chunks);
        for (long slot : open.values()) {
            Invariant.check(numbered(slot) && (slot & (Chunk.SLOTS_MAX - 1)) != 0, "the next slot of a span", slot, -1);
        }
    }

    /** Chunks by the age of their first message. */
    private static final class ByAge extends IndexedHeap<Chunk> {

        @Override
        boolean before(Chunk a, Chunk b) {
            long ageOfA = a.oldestMillis();
            long ageOfB = b.oldestMillis();
            return ageOfA != ageOfB ? ageOfA < ageOfB : a.firstSlot < b.firstSlot;
        }

        @Override
        int indexOf(Chunk chunk) {
            return chunk.ageIndex;
        }

        @Override
        void place(Chunk chunk, int index) {
            chunk.ageIndex = index;
        }
    }
}
