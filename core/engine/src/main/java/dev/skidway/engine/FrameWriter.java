package dev.skidway.engine;

import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.Journal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Turns the events of one command into a frame: encodes them, reads the very bytes back, appends the bytes, then applies what was
 * read. So a frame that cannot be read stops the partition before it becomes part of the journal, where every start would meet it.
 */
final class FrameWriter {

    private static final int SCRATCH_BYTES_MIN = 4 << 10;

    private final int partition;
    private final Journal journal;
    private final RecordCodec codec;
    private final LogHead head;
    private final DecodedFrame decoded;
    private final PartitionCounters counters;
    private ByteBuffer scratch = allocate(SCRATCH_BYTES_MIN);

    /** What became of a frame. */
    enum Result {
        /** Appended and applied. */
        WRITTEN,
        /** The journal cannot take it now; nothing happened. */
        NO_ROOM,
        /** It can never be taken; nothing happened. */
        TOO_LARGE
    }

    FrameWriter(
            int partition,
            Journal journal,
            RecordCodec codec,
            LogHead head,
            DecodedFrame decoded,
            PartitionCounters counters) {
        this.partition = partition;
        this.journal = journal;
        this.codec = codec;
        this.head = head;
        this.decoded = decoded;
        this.counters = counters;
    }

    Result write(List<Event> events, long nowMillis) {
        long bytes = codec.encodedBytes(events);
        if (bytes > journal.frameBytesMax() - Journal.FRAME_HEADER_BYTES || events.size() > RecordCodec.RECORDS_MAX) {
            return Result.TOO_LARGE;
        }
        ensureRoom((int) bytes);
        codec.encode(events, scratch.clear());
        scratch.flip();
        FrameHeader header = new FrameHeader(partition, head.term(), head.sequence() + 1, nowMillis, events.size());
        codec.decode(journal.appendedPosition(), header.recordCount(), scratch, decoded);
        scratch.rewind();
        long position = journal.append(header, scratch);
        if (position == Journal.NO_ROOM) {
            decoded.clear();
            return Result.NO_ROOM;
        }
        int frameBytes = Journal.FRAME_HEADER_BYTES + scratch.remaining();
        head.advance(header, position, frameBytes);
        counters.frame(frameBytes, decoded.apply(position, nowMillis));
        return Result.WRITTEN;
    }

    private void ensureRoom(int bytes) {
        if (bytes > scratch.capacity()) {
            int doubled = Integer.highestOneBit(bytes - 1) << 1;
            scratch = allocate(Math.min(doubled, journal.frameBytesMax()));
        }
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
