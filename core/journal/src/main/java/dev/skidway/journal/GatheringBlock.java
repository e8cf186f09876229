package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One block being filled with frames, or on its way to the disk.
 *
 * <p>Its address is fixed by {@link #begin} before the first frame, so every frame's address is final when it is appended. Not
 * thread-safe: {@link FileJournal} guards it while it gathers; once closed it belongs to the writer.
 */
final class GatheringBlock {

    private static final byte[] ZEROS = new byte[BlockFormat.ALIGNMENT_BYTES];

    private final ByteBuffer buffer;
    private final long journalId;
    private @Nullable Segment segment;
    private long position;
    private int limit;
    private int used = BlockFormat.HEADER_BYTES;
    private int frameCount;

    GatheringBlock(int blockBytesMax, long journalId) {
        this.buffer = ByteBuffer.allocateDirect(blockBytesMax).order(ByteOrder.LITTLE_ENDIAN);
        this.journalId = journalId;
    }

    /** Starts an empty block at {@code offset} of {@code segment}; it ends at the segment's end at the latest. */
    void begin(Segment segment, int offset) {
        this.segment = segment;
        this.position = segment.address(offset);
        this.limit = Math.min(buffer.capacity(), segment.bytes() - offset);
        this.used = BlockFormat.HEADER_BYTES;
        this.frameCount = 0;
    }

    boolean fits(int frameBytes) {
        return used + frameBytes <= limit;
    }

    /** True when the segment has not even room for a seal block. */
    boolean atSegmentEnd() {
        return limit < BlockFormat.ALIGNMENT_BYTES;
    }

    boolean isEmpty() {
        return frameCount == 0;
    }

    /** Copies a frame that {@link #fits}; returns its address. */
    long append(FrameHeader header, ByteBuffer records) {
        int at = used;
        int frameBytes = Journal.FRAME_HEADER_BYTES + records.remaining();
        FrameFormat.put(buffer, at, frameBytes, header);
        buffer.put(at + Journal.FRAME_HEADER_BYTES, records, records.position(), records.remaining());
        used = at + frameBytes;
        frameCount++;
        return position + at;
    }

    /** Completes the header, a seal when no frame came, and clears the padding; returns the checksum. */
    int close(long blockNumber, int prevCrc, long durablePosition) {
        int flags = isEmpty() ? BlockFormat.FLAG_SEAL : 0;
        int padded = (int) BlockFormat.aligned(used);
        buffer.put(used, ZEROS, 0, padded - used);
        BlockHeader header = new BlockHeader(
                BlockFormat.JOURNAL_MAGIC,
                flags,
                used,
                prevCrc,
                frameCount,
                blockNumber,
                position,
                durablePosition,
                segment().sequence(),
                journalId);
        return BlockFormat.put(buffer, 0, header);
    }

    /** The closed block with its padding. */
    ByteBuffer bytes() {
        return buffer.duplicate().position(0).limit((int) BlockFormat.aligned(used));
    }

    /** Copies appended bytes; returns false if they lie outside this block. */
    boolean read(long from, ByteBuffer target) {
        if (segment == null || from < position || from + target.remaining() > end()) {
            return false;
        }
        int bytes = target.remaining();
        target.put(target.position(), buffer, (int) (from - position), bytes);
        target.position(target.position() + bytes);
        return true;
    }

    Segment segment() {
        return Objects.requireNonNull(segment, "a block is used before it has an address");
    }

    long position() {
        return position;
    }

    int offset() {
        return (int) (position - segment().address(0));
    }

    /** The address just past the last frame. */
    long end() {
        return position + used;
    }

    /** Offset in the segment at which the next block begins. */
    int nextOffset() {
        return offset() + (int) BlockFormat.aligned(used);
    }
}
