package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chunks by block of slot numbers, where a block without live messages costs one null.
 *
 * <p>A bit for each block says whether anything in it is ready.
 */
final class Blocks {

    private long firstBlock;
    private @Nullable Chunk[] blocks = new @Nullable Chunk[1];
    private int blockCount;
    private int leadingNulls;
    private long[] readyBlocks = new long[1];

    /** The chunk of a block, or null. */
    @Nullable Chunk chunkAt(long block) {
        long index = block - firstBlock;
        return index >= 0 && index < blockCount ? blocks[(int) index] : null;
    }

    /** Number of the first block with something ready, past the last block if there is none. */
    long firstReadyBlock() {
        int block = blockCount == 0 ? -1 : nextReadyBlock(0);
        return firstBlock + (block < 0 ? blockCount : block);
    }

    long nextReady(long fromSlot) {
        int block = Math.clamp(Chunk.blockOf(fromSlot) - firstBlock, 0, blockCount);
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

    void add(Chunk chunk) {
        long block = Chunk.blockOf(chunk.firstSlot);
        if (blockCount == 0) {
            firstBlock = block;
        } else if (block < firstBlock) {
            makeRoomBefore(block);
        } else if (block - firstBlock >= leadingNulls) {
            dropLeadingNulls();
        }
        int index = (int) (block - firstBlock);
        if (index >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(index + 1, blocks.length * 2));
            readyBlocks = Arrays.copyOf(readyBlocks, (blocks.length + 63) >>> 6);
        }
        Invariant.check(index >= 0 && blocks[index] == null, "a block has one chunk");
        blocks[index] = chunk;
        blockCount = Math.max(blockCount, index + 1);
        leadingNulls = Math.min(leadingNulls, index);
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

    void remove(Chunk chunk) {
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
        for (int index = Math.clamp(block - firstBlock, leadingNulls, blockCount); index < blockCount; index++) {
            if (blocks[index] != null) {
                return blocks[index];
            }
        }
        return null;
    }

    /** First live slot at or after {@code fromSlot}, or -1. */
    long nextLive(long fromSlot) {
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

    /** How many ready messages lie before a slot. */
    long countReadyBefore(long slot) {
        long count = 0;
        for (Chunk chunk = chunkFrom(0);
                chunk != null && chunk.firstSlot < slot;
                chunk = chunkFrom(Chunk.blockOf(chunk.firstSlot) + 1)) {
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
}
