package dev.skidway.journal;

import dev.skidway.base.Invariant;
import dev.skidway.base.SkidwayException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many pieces of the journal, to be read by whoever may wait for the disk; neighbours are read together.
 *
 * <p>One thread asks and looks at {@link #done}, another reads.
 */
public final class BackgroundRead {

    /** Pieces are read together while no more than this lies between them: less than reading ahead costs. */
    private static final int GAP_BYTES_MAX = 4 << 10;

    private static final int RUN_BYTES_MAX = 64 << 10;

    private final List<Piece> pieces;
    private final List<Found> found = new ArrayList<>();
    private volatile boolean done;

    /** Where a piece lies. */
    public record Piece(long position, int bytes) {}

    /**
     * What was read of one piece.
     *
     * @param bytes all of it, little endian; empty when it could not be read
     * @param failure why there are none
     */
    public record Found(ByteBuffer bytes, @Nullable SkidwayException failure) {}

    /** Asks for the pieces, which are in ascending order. */
    public BackgroundRead(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** True once every piece was read or could not be. */
    public boolean done() {
        return done;
    }

    /** What was read, in the order of the pieces; only once that is done. */
    public List<Found> found() {
        Invariant.check(done, "what was read is asked for when it is there");
        return found;
    }

    /** Reads; may block on the disk. */
    public void run(Journal journal) {
        int from = 0;
        while (from < pieces.size()) {
            int to = endOfRun(journal, from);
            readRun(journal, from, to);
            from = to;
        }
        done = true;
    }

    private int endOfRun(Journal journal, int from) {
        Piece first = pieces.get(from);
        long segment = journal.segmentOf(first.position);
        long end = first.position + first.bytes;
        int to = from + 1;
        while (to < pieces.size()) {
            Piece next = pieces.get(to);
            if (next.position < end
                    || next.position - end > GAP_BYTES_MAX
                    || next.position + next.bytes - first.position > RUN_BYTES_MAX
                    || journal.segmentOf(next.position) != segment) {
                break;
            }
            end = next.position + next.bytes;
            to++;
        }
        return to;
    }

    private void readRun(Journal journal, int from, int to) {
        long start = pieces.get(from).position;
        Piece last = pieces.get(to - 1);
        ByteBuffer run = ByteBuffer.allocate((int) (last.position + last.bytes - start));
        try {
            journal.read(start, run);
            for (Piece piece : pieces.subList(from, to)) {
                ByteBuffer bytes = run.slice((int) (piece.position - start), piece.bytes);
                found.add(new Found(bytes.order(ByteOrder.LITTLE_ENDIAN), null));
            }
        } catch (SkidwayException e) {
            if (to - from > 1) {
                // One bad sector must not hide its neighbours.
                for (int single = from; single < to; single++) {
                    readRun(journal, single, single + 1);
                }
            } else {
                found.add(new Found(ByteBuffer.allocate(0), e));
            }
        }
    }
}
