package dev.skidway.journal;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the durable frames of a journal in order, checking every block again. */
final class LogReader {

    private final Segments segments;
    private final JournalConfig config;
    private final long journalId;

    LogReader(Segments segments, JournalConfig config, long journalId) {
        this.segments = segments;
        this.config = config;
        this.journalId = journalId;
    }

    void read(long fromPosition, long endPosition, FrameReader reader) {
        Segment first = start(fromPosition);
        LogWalk walk = new LogWalk(
                segments,
                new BlockReader(journalId, config.segmentBytes()),
                (segment, offset, header, block) ->
                        deliver(segment.address(offset), header, block, fromPosition, reader));
        try {
            walk.from(first, endPosition);
        } catch (IOException e) {
            throw new SkidwayException(
                    JournalError.READ_FAILED, Severity.STOP, "the journal could not be read: " + e.getMessage(), e);
        }
        Segment last = walk.lastSegment();
        long reached = last == null ? first.address(0) : last.address(walk.nextOffset());
        if (reached < endPosition) {
            throw Damage.block(last == null ? first : last, walk.nextOffset(), "the log goes on to " + endPosition);
        }
    }

    /** The segment of {@code fromPosition}, or the oldest from which the log is whole. */
    private Segment start(long fromPosition) {
        List<Segment> all = segments.list();
        int at = all.size() - 1;
        while (at > 0
                && all.get(at).address(0) > fromPosition
                && all.get(at - 1).sequence() == all.get(at).sequence() - 1) {
            at--;
        }
        return all.get(at);
    }

    private static void deliver(
            long blockPosition, BlockHeader header, ByteBuffer block, long fromPosition, FrameReader reader) {
        if (blockPosition + header.length() <= fromPosition) {
            return;
        }
        Frames.forEach(block, header, (at, frameBytes) -> {
            if (blockPosition + at >= fromPosition) {
                reader.frame(blockPosition + at, FrameFormat.header(block, at), Frames.records(block, at, frameBytes));
            }
        });
    }
}
