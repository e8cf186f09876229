package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of blocks from the start of a segment until it breaks or an end is reached.
 *
 * <p>A block continues the chain if it is undamaged, was written for its place, bears the next number and names the checksum of the
 * one before it. Where the chain breaks in a segment it may go on at the start of the next one.
 */
final class LogWalk {

    /** Receives every block of the chain, seals included. */
    @FunctionalInterface
    interface Visitor {
        void block(Segment segment, int offset, BlockHeader header, ByteBuffer block);
    }

    private final Segments segments;
    private final BlockReader reader;
    private final Visitor visitor;
    private long nextBlockNumber;
    private int lastCrc;
    private boolean started;
    private @Nullable Segment lastSegment;
    private int lastOffset;
    private int nextOffset;

    LogWalk(Segments segments, BlockReader reader, Visitor visitor) {
        this.segments = segments;
        this.reader = reader;
        this.visitor = visitor;
    }

    /** Walks from {@code first} while blocks begin below {@code endPosition}. */
    void from(Segment first, long endPosition) throws IOException {
        Segment segment = first;
        while (segment != null && segment.address(0) < endPosition) {
            reader.open(segment);
            int offset = 0;
            BlockHeader header = next(offset);
            while (header != null && segment.address(offset) < endPosition) {
                take(segment, offset, header);
                offset = nextOffset;
                header = next(offset);
            }
            if (lastSegment != segment) {
                return;
            }
            segment = segments.get(segment.sequence() + 1);
        }
    }

    private @Nullable BlockHeader next(int offset) throws IOException {
        BlockHeader header = reader.valid(offset);
        if (header == null || (started && (header.blockNumber() != nextBlockNumber || header.prevCrc() != lastCrc))) {
            return null;
        }
        return header;
    }

    private void take(Segment segment, int offset, BlockHeader header) {
        started = true;
        nextBlockNumber = header.blockNumber() + 1;
        lastCrc = reader.crc(offset);
        lastSegment = segment;
        lastOffset = offset;
        nextOffset = offset + (int) BlockFormat.aligned(header.length());
        visitor.block(segment, offset, header, reader.block(offset, header));
    }

    /** Segment of the last block of the chain, null when there was no block. */
    @Nullable Segment lastSegment() {
        return lastSegment;
    }

    int lastOffset() {
        return lastOffset;
    }

    /** Offset just past the last block and its padding. */
    int nextOffset() {
        return nextOffset;
    }

    /** Number the next block must bear; 1 when there was none. */
    long nextBlockNumber() {
        return started ? nextBlockNumber : 1;
    }

    int lastCrc() {
        return lastCrc;
    }
}
