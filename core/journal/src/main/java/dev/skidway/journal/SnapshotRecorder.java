package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings one snapshot to the disk, a small step at a time.
 *
 * <p>States: writing → forcing → verifying → verified, each left only when its work is complete; the owner publishes what is verified.
 */
final class SnapshotRecorder {

    private enum Phase {
        WRITING,
        FORCING,
        VERIFYING,
        VERIFIED
    }

    private final Disk disk;
    private final SnapshotHandover handover;
    private final String fileName;
    private final long attempt;
    private final long journalId;
    private final JournalStats stats;
    private final DiskFile file;
    private final SnapshotBlocks written;
    private SnapshotBlocks readBack;
    private Phase phase = Phase.WRITING;
    private @Nullable ByteBuffer unwritten;

    SnapshotRecorder(Disk disk, SnapshotHandover handover, long attempt, long journalId, JournalStats stats)
            throws IOException {
        this.disk = disk;
        this.handover = handover;
        this.attempt = attempt;
        this.journalId = journalId;
        this.stats = stats;
        SnapshotInfo info = handover.info();
        this.fileName = FileNames.snapshot(info.partition(), info.sequence(), attempt);
        this.file = disk.create(fileName);
        this.written = new SnapshotBlocks(file, info, journalId);
        this.readBack = written;
    }

    SnapshotHandover handover() {
        return handover;
    }

    boolean isVerified() {
        return phase == Phase.VERIFIED;
    }

    /** Does the next piece of work; returns false if there is none now. If the disk is full, the same step may be made again. */
    boolean step() throws IOException {
        return switch (phase) {
            case WRITING -> write();
            case FORCING -> force();
            case VERIFYING -> verify();
            case VERIFIED -> false;
        };
    }

    private boolean write() throws IOException {
        if (unwritten == null) {
            unwritten = handover.take();
        }
        ByteBuffer chunk = unwritten;
        if (chunk != null) {
            written.write(chunk, false);
            stats.snapshotWritten(chunk.remaining());
            unwritten = null;
            return true;
        }
        if (handover.finished() == null) {
            return false;
        }
        written.write(ByteBuffer.allocate(0), true);
        file.startForce();
        phase = Phase.FORCING;
        return true;
    }

    private boolean force() throws IOException {
        if (!file.forceDone()) {
            return false;
        }
        readBack = new SnapshotBlocks(file, handover.info(), journalId);
        phase = Phase.VERIFYING;
        return true;
    }

    private boolean verify() throws IOException {
        if (readBack.read() == null) {
            throw new IOException(fileName + " does not read back as it was written");
        }
        if (readBack.offset() == written.offset()) {
            file.close();
            phase = Phase.VERIFIED;
        }
        return true;
    }

    /** What the manifest shall say. */
    SnapshotEntry entry(long[] liveSegments) {
        return new SnapshotEntry(
                handover.info(), attempt, written.offset(), written.lastCrc(), liveSegments, handover.spillFiles());
    }

    /** Removes the file. */
    void giveUp() throws IOException {
        file.close();
        disk.delete(fileName);
    }

    void close() throws IOException {
        file.close();
    }
}
