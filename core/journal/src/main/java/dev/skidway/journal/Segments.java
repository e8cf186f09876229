package dev.skidway.journal;

import dev.skidway.base.Invariant;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments that make up the journal: those in use, by sequence, and those named ahead for what comes next.
 *
 * <p>Housekeeping adds ahead and releases, appending takes from ahead, any thread reads.
 */
final class Segments {

    private final int segmentBytes;
    private final ConcurrentSkipListMap<Long, Segment> inUse = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedDeque<Segment> ahead = new ConcurrentLinkedDeque<>();

    private long highestSequence;

    Segments(int segmentBytes) {
        this.segmentBytes = segmentBytes;
    }

    /** Adds a segment that already holds blocks, or is kept for its payloads. */
    void add(Segment segment) {
        highestSequence = Math.max(highestSequence, segment.sequence());
        inUse.put(segment.sequence(), segment);
    }

    /** Adds a named, prepared and durable-in-the-directory segment behind all others. */
    void addAhead(Segment segment) {
        Invariant.check(
                segment.sequence() == nextSequence(), "segment out of turn", nextSequence(), segment.sequence());
        highestSequence = segment.sequence();
        ahead.addLast(segment);
    }

    /** The next segment to write to, now in use; null when none is prepared. */
    @Nullable Segment takeAhead() {
        Segment next = ahead.peekFirst();
        if (next != null) {
            // In use before it leaves: a reader or the housekeeping never finds it in neither place.
            inUse.put(next.sequence(), next);
            ahead.removeFirst();
        }
        return next;
    }

    /** Takes out the segments behind {@code last}: nothing in them counts. */
    List<Segment> removeAfter(Segment last) {
        List<Segment> later =
                new ArrayList<>(inUse.tailMap(last.sequence(), false).values());
        highestSequence = last.sequence();
        later.forEach(segment -> inUse.remove(segment.sequence()));
        return later;
    }

    int aheadCount() {
        return ahead.size();
    }

    int inUseCount() {
        return inUse.size();
    }

    /** Sequence for the segment named next; asked by housekeeping only, which also names it. */
    long nextSequence() {
        return highestSequence + 1;
    }

    long sequenceOf(long position) {
        return position / segmentBytes;
    }

    int offsetOf(long position) {
        return (int) (position % segmentBytes);
    }

    @Nullable Segment get(long sequence) {
        return inUse.get(sequence);
    }

    /** Segments in use, ascending. */
    List<Segment> list() {
        return new ArrayList<>(inUse.values());
    }

    void close() throws IOException {
        for (Segment segment : inUse.values()) {
            segment.file().close();
        }
        for (Segment segment : ahead) {
            segment.file().close();
        }
    }

    /** Takes out a segment nobody needs; from now on reads of it are refused. */
    void release(Segment segment) {
        segment.release();
        inUse.remove(segment.sequence());
    }

    /** Fills {@code target} from the file that holds {@code position}. */
    void read(long position, ByteBuffer target) {
        Segment segment = inUse.get(sequenceOf(position));
        int start = target.position();
        int bytes = target.remaining();
        if (segment == null || offsetOf(position) + (long) bytes > segmentBytes) {
            throw gone(position, null);
        }
        try {
            int read = segment.file().read(target, offsetOf(position));
            // Looked at after the read: a released file may have been overwritten while we read it.
            if (segment.isReleased()) {
                target.position(start);
                throw gone(position, null);
            }
            if (read != bytes) {
                throw readFailed(segment, position, "ends early", null);
            }
        } catch (IOException e) {
            target.position(start);
            if (segment.isReleased()) {
                throw gone(position, e);
            }
            throw readFailed(segment, position, "could not be read: " + e.getMessage(), e);
        }
    }

    private static SkidwayException gone(long position, @Nullable IOException cause) {
        return new SkidwayException(
                JournalError.POSITION_GONE,
                Severity.FAIL_REQUEST,
                "position " + position + " is not, or no longer, in the journal",
                cause);
    }

    private static SkidwayException readFailed(
            Segment segment, long position, String what, @Nullable IOException cause) {
        return new SkidwayException(
                JournalError.READ_FAILED,
                Severity.FAIL_REQUEST,
                segment.name() + " at position " + position + " " + what,
                cause);
    }
}
