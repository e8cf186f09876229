package dev.skidway.engine;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.FrameReader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rebuilds the state of a partition: its newest snapshot, then every frame the journal holds since. */
final class Replay implements FrameReader {

    private final int partition;
    private final int partitionCount;
    private final RecordCodec codec;
    private final DecodedFrame decoded;
    private final LogHead head;
    private long oldestPosition = Long.MAX_VALUE;

    Replay(int partition, int partitionCount, RecordCodec codec, DecodedFrame decoded, LogHead head) {
        this.partition = partition;
        this.partitionCount = partitionCount;
        this.codec = codec;
        this.decoded = decoded;
        this.head = head;
    }

    void run(Journal journal, SnapshotStore snapshots, List<Domain> domains) {
        SnapshotInfo newest = snapshots.latest(partition);
        if (newest != null) {
            restore(newest, snapshots, domains);
            head.startFrom(newest);
        }
        journal.readFrom(newest == null ? 0 : newest.replayPosition(), this);
    }

    private static void restore(SnapshotInfo info, SnapshotStore snapshots, List<Domain> domains) {
        try {
            SnapshotReader reader = new SnapshotReader(info, domains);
            snapshots.read(info, reader);
            reader.finish();
        } catch (SkidwayException e) {
            throw refused(e);
        } catch (RuntimeException e) {
            throw replayFailed("the snapshot at frame " + info.sequence() + " of partition " + info.partition(), e);
        }
    }

    /** Address of the oldest frame that was read, of any partition; {@link Long#MAX_VALUE} when there was none. */
    long oldestPosition() {
        return oldestPosition;
    }

    @Override
    public void frame(long position, FrameHeader header, ByteBuffer records) {
        oldestPosition = Math.min(oldestPosition, position);
        if (header.partition() >= partitionCount) {
            throw new SkidwayException(
                    EngineError.PARTITION_UNKNOWN,
                    Severity.REFUSE_START,
                    "the journal holds frames of partition " + header.partition() + ", but only " + partitionCount
                            + " are configured; configure as many as before");
        }
        if (header.partition() == partition) {
            checkFollows(position, header);
            int frameBytes = Journal.FRAME_HEADER_BYTES + records.remaining();
            apply(position, header, records);
            head.advance(header, position, frameBytes);
        }
    }

    private void checkFollows(long position, FrameHeader header) {
        if (header.sequence() != head.sequence() + 1
                || header.term() < head.term()
                || header.timestampMillis() < head.timestampMillis()) {
            throw new SkidwayException(
                    EngineError.SEQUENCE_GAP,
                    Severity.REFUSE_START,
                    "the frame at " + position + " of partition " + partition + " has sequence " + header.sequence()
                            + ", term " + header.term() + " and time " + header.timestampMillis()
                            + ", but follows sequence "
                            + head.sequence() + ", term " + head.term() + " and time " + head.timestampMillis()
                            + "; part of the journal is missing or repeated: restore a backup");
        }
    }

    private void apply(long position, FrameHeader header, ByteBuffer records) {
        try {
            codec.decode(position, header.recordCount(), records, decoded);
            decoded.apply(position, header.timestampMillis());
        } catch (SkidwayException e) {
            throw refused(e);
        } catch (RuntimeException e) {
            throw replayFailed(
                    "the frame at " + position + ", sequence " + header.sequence() + " of partition " + partition, e);
        }
    }

    /** What stops a running partition refuses the start: the data is to blame, not the disk. */
    private static SkidwayException refused(SkidwayException e) {
        return e.severity() == Severity.REFUSE_START
                ? e
                : new SkidwayException(e.code(), Severity.REFUSE_START, e.text(), e);
    }

    private static SkidwayException replayFailed(String what, @Nullable RuntimeException cause) {
        return new SkidwayException(
                EngineError.REPLAY_FAILED,
                Severity.REFUSE_START,
                what + " could not be applied: " + cause
                        + "; this is a bug or damaged data: keep the data folder and report it",
                cause);
    }
}
