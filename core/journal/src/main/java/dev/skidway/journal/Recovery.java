package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the end of the log, tells a torn tail from damage, and makes the tail durable before anything is built on it.
 *
 * <p>The chain of blocks breaks somewhere. That is the torn tail of the last block, which nobody was answered for, unless there is
 * evidence that more was durable: a later block of this journal, or a durable position beyond the break, known from a block
 * header, the durable note or a published snapshot. With evidence, the folder is refused.
 */
final class Recovery {

    private final Segments segments;
    private final long journalId;
    private final BlockReader reader;
    private final PartitionEnds partitionEnds = new PartitionEnds();
    private long blocks;
    private long frames;
    private long end;
    private long highestDurable;
    private boolean lastIsSeal;

    Recovery(Segments segments, JournalConfig config, long journalId) {
        this.segments = segments;
        this.journalId = journalId;
        this.reader = new BlockReader(journalId, config.segmentBytes());
    }

    /**
     * Recovers the log from {@code first} on.
     *
     * @param knownDurable highest durable position known from outside the log
     */
    RecoveredLog recover(Segment first, long knownDurable) throws IOException {
        end = first.address(0);
        highestDurable = knownDurable;
        LogWalk walk = new LogWalk(segments, reader, this::visit);
        walk.from(first, Long.MAX_VALUE);
        Segment lastOrNull = walk.lastSegment();
        Segment last = lastOrNull == null ? first : lastOrNull;
        boolean torn = refuseDamage(last, walk);
        if (end < highestDurable) {
            throw Damage.refuse(
                    JournalError.LOG_TOO_SHORT,
                    last.name() + ": the log ends at offset " + walk.nextOffset() + " (position " + end
                            + "), but everything up to position " + highestDurable + " was durable");
        }
        RecoveryReport report = new RecoveryReport(blocks, frames, end, torn);
        if (lastOrNull == null) {
            return new RecoveredLog(last, 0, 1, 0, end, partitionEnds, report);
        }
        rewriteLast(last, walk.lastOffset());
        return sealed(last, walk, report);
    }

    private void visit(Segment segment, int offset, BlockHeader header, ByteBuffer block) {
        long position = segment.address(offset);
        boolean whole = Frames.forEach(block, header, (at, frameBytes) -> {
            frames++;
            partitionEnds.appended(FrameFormat.partition(block, at), position + at);
        });
        if (!whole) {
            throw Damage.block(segment, offset, "its frames do not add up although its checksum is right");
        }
        blocks++;
        lastIsSeal = header.frameCount() == 0;
        highestDurable = Math.max(highestDurable, header.durablePosition());
        if (!lastIsSeal) {
            end = position + header.length();
        }
    }

    /** Looks for later blocks behind the break; returns whether the remains of a torn block were found. */
    private boolean refuseDamage(Segment last, LogWalk walk) throws IOException {
        boolean torn = false;
        for (Segment segment : segments.list()) {
            if (segment.sequence() < last.sequence()) {
                continue;
            }
            int start = segment == last ? walk.nextOffset() : 0;
            reader.open(segment);
            for (int offset = start; offset < segment.bytes(); offset += BlockFormat.ALIGNMENT_BYTES) {
                BlockHeader header = reader.plausible(offset);
                // Remains of a block that was torn before an earlier restart bear a lower number: a seal block took
                // their place.
                if (header == null || header.blockNumber() < walk.nextBlockNumber()) {
                    continue;
                }
                boolean candidate = offset == start
                        && header.blockNumber() == walk.nextBlockNumber()
                        && header.position() == segment.address(offset);
                if (!candidate || reader.valid(offset) != null) {
                    throw Damage.block(
                            last,
                            walk.nextOffset(),
                            "block " + header.blockNumber() + " stands behind it in " + segment.name() + " at offset "
                                    + offset);
                }
                torn = true;
            }
        }
        return torn;
    }

    /**
     * Writes the last block again, byte for byte: after a kill it may be in the cache of the operating system only, and after a
     * failed force the cache may hold it as clean although the disk never got it.
     */
    private void rewriteLast(Segment last, int offset) throws IOException {
        reader.open(last);
        BlockHeader header = reader.valid(offset);
        if (header == null) {
            throw Damage.block(last, offset, "it was undamaged a moment ago");
        }
        last.file().write(reader.block(offset, header), offset);
        Forces.await(last.file());
    }

    /** Confirms the tail with a seal block, which also takes the place of torn remains. */
    private RecoveredLog sealed(Segment last, LogWalk walk, RecoveryReport report) throws IOException {
        int offset = walk.nextOffset();
        if (lastIsSeal || offset == last.bytes()) {
            return new RecoveredLog(last, offset, walk.nextBlockNumber(), walk.lastCrc(), end, partitionEnds, report);
        }
        ByteBuffer seal = ByteBuffer.allocateDirect(BlockFormat.ALIGNMENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        BlockHeader header = new BlockHeader(
                BlockFormat.JOURNAL_MAGIC,
                BlockFormat.FLAG_SEAL,
                BlockFormat.HEADER_BYTES,
                walk.lastCrc(),
                0,
                walk.nextBlockNumber(),
                last.address(offset),
                end,
                last.sequence(),
                journalId);
        int crc = BlockFormat.put(seal, 0, header);
        last.file().write(seal, offset);
        Forces.await(last.file());
        return new RecoveredLog(
                last,
                offset + BlockFormat.ALIGNMENT_BYTES,
                walk.nextBlockNumber() + 1,
                crc,
                end,
                partitionEnds,
                report);
    }
}
