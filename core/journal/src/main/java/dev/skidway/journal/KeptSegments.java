package dev.skidway.journal;

import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks every block of the segments that are kept for their payloads only, through which no start walks.
 *
 * <p>The log went on behind each of them, so none of their blocks may be torn: whatever breaks the chain before the last block is damage.
 */
final class KeptSegments {

    private final Segments segments;
    private final long firstSegment;
    private final BlockReader reader;
    private long blocks;
    private boolean framesAddUp;

    KeptSegments(Segments segments, long firstSegment, int segmentBytes, long journalId) {
        this.segments = segments;
        this.firstSegment = firstSegment;
        this.reader = new BlockReader(journalId, segmentBytes);
    }

    /** Tells of the first damage in each of them; returns how many blocks were undamaged. */
    long check(Consumer<SkidwayException> damage) throws IOException {
        for (Segment segment : segments.list()) {
            if (segment.sequence() < firstSegment) {
                check(segment, damage);
            }
        }
        return blocks;
    }

    private void check(Segment segment, Consumer<SkidwayException> damage) throws IOException {
        Segments alone = new Segments(segment.bytes());
        alone.add(segment);
        framesAddUp = true;
        LogWalk walk = new LogWalk(alone, reader, (of, offset, header, block) -> count(header, block));
        walk.from(segment, Long.MAX_VALUE);
        String why = framesAddUp ? whyBroken(segment, walk) : "the frames of a block before it do not add up";
        if (why != null) {
            damage.accept(Damage.block(segment, walk.nextOffset(), why));
        }
    }

    private void count(BlockHeader header, ByteBuffer block) {
        blocks++;
        framesAddUp &= Frames.forEach(block, header, (at, frameBytes) -> {});
    }

    /** Why the end of the chain is not the end of what was written to the segment; null if it is. */
    private @Nullable String whyBroken(Segment segment, LogWalk walk) throws IOException {
        if (walk.lastSegment() == null) {
            return "live messages lie in this segment";
        }
        for (int offset = walk.nextOffset(); offset < segment.bytes(); offset += BlockFormat.ALIGNMENT_BYTES) {
            BlockHeader header = reader.plausible(offset);
            if (header != null && header.blockNumber() >= walk.nextBlockNumber()) {
                return "block " + header.blockNumber() + " stands there or behind it, at offset " + offset;
            }
        }
        Segment next = segments.get(segment.sequence() + 1);
        if (next == null) {
            return null;
        }
        reader.open(next);
        BlockHeader header = reader.valid(0);
        return header == null || header.blockNumber() == walk.nextBlockNumber()
                ? null
                : "block " + header.blockNumber() + " follows in " + next.name();
    }
}
