package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one priority and key: chunks by block of slot numbers, where a block without live messages costs one null.
 *
 * <p>What is ready is taken in order of slots, so a message that came back goes before all that were sent later. A bit for each
 * block says whether anything in it is ready.
 */
final class Lane implements LaneRead {

    private final long number;
    final Level level;
    final KeyLanes keyLanes;

    long nextSlot;
    long live;
    long ready;
    /** Lease time charged to the lane so far, against that of the others in its level, in units of {@link KeyLanes#charge}. */
    long charge;
    /** 16 times the running mean of its lease times, or -1 before the first has ended. */
    long meanMillisTimes16 = -1;
    /** Lowest live slot, and its enqueue time; -1 when empty. */
    long oldestSlot = -1;

    long oldestMillis = -1;

    /** What is in flight of a FIFO group, or null: then, and on standard queues, nothing locks the lane. */
    @Nullable LeasedSlots leasedSlots;

    /** Whether it is among the lanes that its key offers. */
    boolean offered;
    /** How old its first ready message is, while it is offered and that matters. */
    long headMillis;

    int headIndex = IndexedHeap.ABSENT;
    int activeIndex = IndexedHeap.ABSENT;
    int ageIndex = IndexedHeap.ABSENT;
    int snapshotEpoch;
    boolean forgotten;

    @Nullable Lane next;

    @Nullable Lane previous;

    private long firstBlock;
    private @Nullable Chunk[] blocks = new @Nullable Chunk[1];
    private int blockCount;
    private int leadingNulls;
    private long[] readyBlocks = new long[1];

    Lane(long number, Level level, KeyLanes keyLanes) {
        this.number = number;
        this.level = level;
        this.keyLanes = keyLanes;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int priority() {
        return level.priority;
    }

    @Override
    public @Nullable String key() {
        return keyLanes.name();
    }

    @Override
    public long nextSlot() {
        return nextSlot;
    }

    /** Whether the lane stays while it is empty: the one that most messages use. */
    boolean common() {
        return keyLanes.name() == null && level.priority == 0;
    }

    @Nullable Chunk chunkOf(long slot) {
        long block = Chunk.blockOf(slot) - firstBlock;
        if (block < 0 || block >= blockCount) {
            return null;
        }
        Chunk chunk = blocks[(int) block];
        return chunk != null && slot >= chunk.firstSlot && slot < chunk.firstSlot + chunk.used ? chunk : null;
    }

    Chunk chunk(long slot) {
        Chunk chunk = chunkOf(slot);
        boolean live = chunk != null && chunk.isLive((int) (slot - chunk.firstSlot));
        Invariant.check(live, "lane and slot of a live message", number, slot);
        return Objects.requireNonNull(chunk).inMemory();
    }

    @Override
    public boolean isLive(long slot) {
        Chunk chunk = chunkOf(slot);
        return chunk != null && chunk.isLive((int) (slot - chunk.firstSlot));
    }

    @Override
    public boolean isReady(long slot) {
        Chunk chunk = chunkOf(slot);
        return chunk != null && chunk.isReady((int) (slot - chunk.firstSlot));
    }

    @Override
    public boolean fetch(long slot) {
        Chunk chunk = chunkOf(slot);
        return chunk == null || chunk.fetch();
    }

    /** Number of the first block with something ready, past the last block if there is none. */
    long firstReadyBlock() {
        int block = blockCount == 0 ? -1 : nextReadyBlock(0);
        return firstBlock + (block < 0 ? blockCount : block);
    }

    @Override
    public long payloadPosition(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.position((int) (slot - chunk.firstSlot));
    }

    @Override
    public int headerBytes(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.headerBytes((int) (slot - chunk.firstSlot));
    }

    @Override
    public int bodyBytes(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.bodyBytes((int) (slot - chunk.firstSlot));
    }

    @Override
    public long enqueuedAtMillis(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.enqueuedAtMillis((int) (slot - chunk.firstSlot));
    }

    @Override
    public long nextReady(long fromSlot) {
        int block = (int) Math.max(0, Chunk.blockOf(fromSlot) - firstBlock);
        while (block < blockCount) {
            block = nextReadyBlock(block);
            if (block < 0) {
                return -1;
            }
            Chunk chunk = blocks[block];
            Invariant.check(chunk != null, "a block with ready messages has a chunk");
            if (chunk != null) {
                int index = chunk.nextReady((int) Math.max(0, fromSlot - chunk.firstSlot));
                if (index >= 0) {
                    return chunk.firstSlot + index;
                }
            }
            block++;
        }
        return -1;
    }

    /** Slot of the first message in flight if that locks what is behind it, else the highest number there is. */
    long lockedFrom() {
        return leasedSlots == null ? Long.MAX_VALUE : leasedSlots.lowest();
    }

    /** Whether a message can be leased now. */
    boolean deliverable() {
        return ready > 0 && (leasedSlots == null || readyBefore(leasedSlots.lowest()));
    }

    /** How many ready messages lie before a slot. */
    long countReadyBefore(long slot) {
        long count = 0;
        for (Chunk chunk = chunkFrom(0); chunk != null && chunk.firstSlot < slot; chunk = chunkAfter(chunk)) {
            if (chunk.firstSlot + chunk.used <= slot) {
                count += chunk.ready;
            } else {
                int end = (int) (slot - chunk.firstSlot);
                for (int index = chunk.nextReady(0); index >= 0 && index < end; index = chunk.nextReady(index + 1)) {
                    count++;
                }
            }
        }
        return count;
    }

    private boolean readyBefore(long slot) {
        int block = nextReadyBlock(0);
        // A chunk behind that of the slot is not looked at: it may lie far away.
        return block >= 0 && firstBlock + block <= Chunk.blockOf(slot) && nextReady(0) < slot;
    }

    /** A message of a FIFO group is in flight from now on. */
    void lock(long slot) {
        if (leasedSlots == null) {
            leasedSlots = new LeasedSlots();
        }
        leasedSlots.add(slot);
    }

    void unlock(long slot) {
        Invariant.check(leasedSlots != null, "a lane that is unlocked was locked");
        if (leasedSlots != null) {
            leasedSlots.remove(slot);
            leasedSlots = leasedSlots.isEmpty() ? null : leasedSlots;
        }
    }

    private int nextReadyBlock(int from) {
        int word = from >>> 6;
        long bits = readyBlocks[word] & (-1L << (from & 63));
        while (bits == 0) {
            if (++word >= readyBlocks.length) {
                return -1;
            }
            bits = readyBlocks[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** Says whether the block of a chunk has anything ready. */
    void noteReady(Chunk chunk) {
        int block = (int) (Chunk.blockOf(chunk.firstSlot) - firstBlock);
        if (chunk.ready > 0) {
            readyBlocks[block >>> 6] |= 1L << (block & 63);
        } else {
            readyBlocks[block >>> 6] &= ~(1L << (block & 63));
        }
    }

    /** The chunk that the next slot falls into, or null if there is none yet. */
    @Nullable Chunk tail() {
        long block = Chunk.blockOf(nextSlot) - firstBlock;
        return block >= 0 && block < blockCount ? blocks[(int) block] : null;
    }

    void addChunk(Chunk chunk) {
        long block = Chunk.blockOf(chunk.firstSlot);
        if (blockCount == 0) {
            firstBlock = block;
        }
        dropLeadingNulls();
        int index = (int) (block - firstBlock);
        if (index >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(index + 1, blocks.length * 2));
            readyBlocks = Arrays.copyOf(readyBlocks, (blocks.length + 63) >>> 6);
        }
        Invariant.check(index >= 0 && blocks[index] == null, "a block has one chunk");
        blocks[index] = chunk;
        blockCount = Math.max(blockCount, index + 1);
    }

    /** Takes a chunk of a snapshot; they may come in any order. */
    void restoreChunk(Chunk chunk) {
        long block = Chunk.blockOf(chunk.firstSlot);
        if (blockCount > 0 && block < firstBlock) {
            makeRoomBefore(block);
        }
        addChunk(chunk);
        live += chunk.live;
        ready += chunk.ready;
        noteReady(chunk);
    }

    private void makeRoomBefore(long block) {
        int shift = (int) ((firstBlock - block + 63) & ~63);
        @Nullable Chunk[] wider = new @Nullable Chunk[blockCount + shift];
        System.arraycopy(blocks, 0, wider, shift, blockCount);
        long[] widerReady = new long[(wider.length + 63) >>> 6];
        System.arraycopy(readyBlocks, 0, widerReady, shift >>> 6, (blockCount + 63) >>> 6);
        blocks = wider;
        readyBlocks = widerReady;
        firstBlock -= shift;
        blockCount += shift;
    }

    void removeChunk(Chunk chunk) {
        int index = (int) (Chunk.blockOf(chunk.firstSlot) - firstBlock);
        Invariant.check(blocks[index] == chunk && chunk.ready == 0, "only an own, empty chunk is removed");
        blocks[index] = null;
        readyBlocks[index >>> 6] &= ~(1L << (index & 63));
        while (leadingNulls < blockCount && blocks[leadingNulls] == null) {
            leadingNulls++;
        }
        if (leadingNulls == blockCount) {
            if (blocks.length > 64) {
                blocks = new @Nullable Chunk[1];
                readyBlocks = new long[1];
            }
            blockCount = 0;
            leadingNulls = 0;
        }
    }

    /** Shifts by whole words of the ready bits, once half of the array is nulls in front. */
    private void dropLeadingNulls() {
        int shift = leadingNulls & ~63;
        if (shift == 0 || leadingNulls * 2 < blocks.length) {
            return;
        }
        System.arraycopy(blocks, shift, blocks, 0, blockCount - shift);
        Arrays.fill(blocks, blockCount - shift, blockCount, null);
        System.arraycopy(readyBlocks, shift >>> 6, readyBlocks, 0, readyBlocks.length - (shift >>> 6));
        Arrays.fill(readyBlocks, readyBlocks.length - (shift >>> 6), readyBlocks.length, 0);
        firstBlock += shift;
        blockCount -= shift;
        leadingNulls -= shift;
    }

    /** The first chunk whose block is {@code block} or later, or null. */
    @Nullable Chunk chunkFrom(long block) {
        for (int index = (int) Math.max(leadingNulls, block - firstBlock); index < blockCount; index++) {
            if (blocks[index] != null) {
                return blocks[index];
            }
        }
        return null;
    }

    @Nullable Chunk chunkAfter(Chunk chunk) {
        return chunkFrom(Chunk.blockOf(chunk.firstSlot) + 1);
    }

    @Override
    public long nextLive(long fromSlot) {
        Chunk chunk = chunkFrom(Chunk.blockOf(fromSlot));
        while (chunk != null) {
            int index = chunk.nextLive((int) Math.max(0, fromSlot - chunk.firstSlot));
            if (index >= 0) {
                return chunk.firstSlot + index;
            }
            chunk = chunkFrom(Chunk.blockOf(chunk.firstSlot) + 1);
        }
        return -1;
    }

    /** Finds the oldest message again, starting from where it was. */
    void findOldest() {
        oldestSlot = live == 0 ? -1 : nextLive(Math.max(0, oldestSlot));
        Chunk chunk = oldestSlot < 0 ? null : chunkOf(oldestSlot);
        oldestMillis = chunk == null ? -1 : oldestMillis(chunk);
    }

    /** Enqueue time of a ready message; of one that is away that of the first in its chunk, which a lane's head is. */
    long ageOf(long slot) {
        Chunk chunk = Objects.requireNonNull(chunkOf(slot));
        return chunk.isAway() ? chunk.oldestMillis() : chunk.enqueuedAtMillis((int) (slot - chunk.firstSlot));
    }

    /** Enqueue time of the oldest message, which lies in this chunk. */
    private long oldestMillis(Chunk chunk) {
        return chunk.isAway() ? chunk.oldestMillis() : chunk.enqueuedAtMillis((int) (oldestSlot - chunk.firstSlot));
    }

    /** Lease time to charge at dispatch: the lane's own mean, else the queue's; at least one. */
    int estimateMillis(long queueMeanMillisTimes16) {
        long times16 = meanMillisTimes16 >= 0 ? meanMillisTimes16 : queueMeanMillisTimes16;
        return (int) Math.max(1, times16 >>> 4);
    }
}
