package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The blocks of one snapshot file, one after the other without padding: written, and read back with every check. */
final class SnapshotBlocks {

    private final DiskFile file;
    private final SnapshotInfo info;
    private final long journalId;
    private ByteBuffer buffer = newBuffer(BlockFormat.ALIGNMENT_BYTES);
    private long offset;
    private long blockNumber;
    private int lastCrc;

    SnapshotBlocks(DiskFile file, SnapshotInfo info, long journalId) {
        this.file = file;
        this.info = info;
        this.journalId = journalId;
    }

    /** Appends a block with {@code body}; an end block has none. If the disk is full, the same call may be made again. */
    void write(ByteBuffer body, boolean end) throws IOException {
        int length = BlockFormat.HEADER_BYTES + body.remaining();
        reserve(length);
        buffer.clear().put(BlockFormat.HEADER_BYTES, body, body.position(), body.remaining());
        BlockHeader header = new BlockHeader(
                BlockFormat.SNAPSHOT_MAGIC,
                end ? BlockFormat.FLAG_SEAL : 0,
                length,
                lastCrc,
                info.partition(),
                blockNumber,
                offset,
                info.replayPosition(),
                info.sequence(),
                journalId);
        int crc = BlockFormat.put(buffer, 0, header);
        file.write(buffer.limit(length), offset);
        passed(length, crc);
    }

    /** Reads the next block: its body, empty for the end block; null if the block is damaged or not of this snapshot. */
    @Nullable ByteBuffer read() throws IOException {
        buffer.clear().limit(BlockFormat.HEADER_BYTES);
        if (file.read(buffer, offset) != BlockFormat.HEADER_BYTES
                || !BlockFormat.standsAt(buffer, 0, BlockFormat.SNAPSHOT_MAGIC, journalId, info.sequence(), offset)) {
            return null;
        }
        int length = buffer.getInt(BlockFormat.LENGTH);
        if (length < BlockFormat.HEADER_BYTES || length > file.size() - offset) {
            return null;
        }
        reserve(length);
        buffer.clear().limit(length);
        BlockHeader header = file.read(buffer, offset) == length ? BlockFormat.header(buffer, 0) : null;
        int crc = BlockFormat.crc(buffer, 0, length, info.sequence());
        if (header == null
                || crc != buffer.getInt(BlockFormat.CRC)
                || header.prevCrc() != lastCrc
                || header.blockNumber() != blockNumber
                || header.frameCount() != info.partition()) {
            return null;
        }
        passed(length, crc);
        return buffer.slice(BlockFormat.HEADER_BYTES, length - BlockFormat.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private void passed(int length, int crc) {
        offset += length;
        blockNumber++;
        lastCrc = crc;
    }

    /** Bytes written or read. */
    long offset() {
        return offset;
    }

    int lastCrc() {
        return lastCrc;
    }

    /** Makes room for a block; what was in the buffer is gone then. */
    private void reserve(int bytes) {
        if (bytes > buffer.capacity()) {
            buffer = newBuffer(Integer.highestOneBit(bytes - 1) << 1);
        }
    }

    private static ByteBuffer newBuffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
