package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and checks the blocks of one segment at a time through a window that grows to the largest block met. */
final class BlockReader {

    private static final int WINDOW_BYTES_MIN = 1 << 20;

    private final long journalId;
    private ByteBuffer window;
    private @Nullable Segment segment;
    private int windowOffset;
    private int windowBytes;

    BlockReader(long journalId, int segmentBytes) {
        this.journalId = journalId;
        this.window = newWindow(Math.min(WINDOW_BYTES_MIN, segmentBytes));
    }

    void open(Segment next) {
        segment = next;
        windowBytes = 0;
    }

    /** The header of a whole and undamaged block at {@code offset} that was written for that place; null if there is none. */
    @Nullable BlockHeader valid(int offset) throws IOException {
        if (!standsAt(offset)) {
            return null;
        }
        int length = window.getInt(index(offset) + BlockFormat.LENGTH);
        if (length < BlockFormat.HEADER_BYTES || length > bytes() - offset || !load(offset, length)) {
            return null;
        }
        int at = index(offset);
        int crc = BlockFormat.crc(window, at, length, current().sequence());
        if (crc != window.getInt(at + BlockFormat.CRC)
                || window.getShort(at + BlockFormat.VERSION) != BlockFormat.FORMAT) {
            return null;
        }
        return BlockFormat.header(window, at);
    }

    /** The header at {@code offset} if it is one of this journal and generation, whole or not, at its place or not; else null. */
    @Nullable BlockHeader plausible(int offset) throws IOException {
        if (!load(offset, BlockFormat.HEADER_BYTES)
                || window.getInt(index(offset) + BlockFormat.MAGIC) != BlockFormat.JOURNAL_MAGIC) {
            return null;
        }
        BlockHeader header = BlockFormat.header(window, index(offset));
        boolean ours = header.journalId() == journalId
                && header.generation() == current().sequence();
        return ours ? header : null;
    }

    private boolean standsAt(int offset) throws IOException {
        return offset <= bytes() - BlockFormat.HEADER_BYTES
                && load(offset, BlockFormat.HEADER_BYTES)
                && BlockFormat.standsAt(
                        window,
                        index(offset),
                        BlockFormat.JOURNAL_MAGIC,
                        journalId,
                        current().sequence(),
                        current().address(offset));
    }

    int crc(int offset) {
        return window.getInt(index(offset) + BlockFormat.CRC);
    }

    /** A little-endian view of the valid block at {@code offset}, from its header to its end; overwritten by later reads. */
    ByteBuffer block(int offset, BlockHeader header) {
        return window.slice(index(offset), header.length()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private boolean load(int offset, int bytes) throws IOException {
        if (windowBytes > 0 && offset >= windowOffset && offset + bytes <= windowOffset + windowBytes) {
            return true;
        }
        if (bytes > window.capacity()) {
            window = newWindow((int) BlockFormat.aligned(bytes));
        }
        window.clear().limit(Math.min(window.capacity(), bytes() - offset));
        windowBytes = current().file().read(window, offset);
        windowOffset = offset;
        return windowBytes >= bytes;
    }

    private int index(int offset) {
        return offset - windowOffset;
    }

    private int bytes() {
        return current().bytes();
    }

    private Segment current() {
        return Objects.requireNonNull(segment, "no segment is open");
    }

    private static ByteBuffer newWindow(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
