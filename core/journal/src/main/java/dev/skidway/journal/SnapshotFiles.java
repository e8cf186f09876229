package dev.skidway.journal;

import dev.skidway.base.Invariant;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of all partitions: files named by the manifest, written by the housekeeping thread.
 *
 * <p>Order that makes a crash harmless: the file is written, forced, its name forced, read back; then the manifest that names it is
 * published; only then the earlier file is removed and segments are released.
 */
final class SnapshotFiles implements SnapshotStore {

    private final Disk disk;
    private final JournalConfig config;
    private final long journalId;
    private final FileJournal journal;
    private final ManifestStore manifests;
    private final SegmentPool pool;
    private final Segments segments;
    private final Ballast ballast;
    private final SpillFiles spills;
    private final Holds holds;
    private final List<SnapshotEntry> superseded = new ArrayList<>();

    private final ConcurrentLinkedQueue<SnapshotHandover> begun = new ConcurrentLinkedQueue<>();
    private final List<SnapshotRecorder> recorders = new ArrayList<>();
    private @Nullable SnapshotRecorder publishing;
    private long lastAttempt;
    private volatile Manifest published;
    private volatile Runnable wake = () -> {};

    SnapshotFiles(StorageParts parts) {
        this.disk = parts.disk();
        this.config = parts.config();
        this.journalId = parts.identity().journalId();
        this.journal = parts.journal();
        this.manifests = parts.manifests();
        this.pool = parts.pool();
        this.segments = parts.segments();
        this.ballast = parts.ballast();
        this.holds = new Holds(parts);
        this.spills = new SpillFiles(parts, holds);
        this.published = manifests.current();
        for (SnapshotEntry entry : published.snapshots()) {
            lastAttempt = Math.max(lastAttempt, entry.attempt());
        }
    }

    /** Sets what wakes the housekeeping when a chunk was handed over; it must return at once. */
    void onWork(Runnable wakeUp) {
        wake = wakeUp;
        spills.onWork(wakeUp);
    }

    SpillFiles spills() {
        return spills;
    }

    Holds holds() {
        return holds;
    }

    /** As {@link Storage#hold}. */
    BackupHold hold(HoldLimits limits) {
        return holds.begin(limits, () -> wake.run());
    }

    @Override
    public SpillSpace spill(int partition) {
        return spills.space(partition);
    }

    @Override
    public @Nullable SnapshotInfo latest(int partition) {
        SnapshotEntry entry = published.snapshot(partition);
        return entry == null ? null : entry.info();
    }

    @Override
    public void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks) {
        SnapshotEntry entry = published.snapshot(snapshot.partition());
        if (entry == null || !entry.info().equals(snapshot)) {
            throw Damage.refuse(JournalError.SNAPSHOT_DAMAGED, snapshot + " is not a published snapshot");
        }
        try (DiskFile file = disk.open(entry.fileName())) {
            SnapshotBlocks blocks = new SnapshotBlocks(file, snapshot, journalId);
            while (blocks.offset() < entry.fileBytes()) {
                long offset = blocks.offset();
                ByteBuffer chunk = blocks.read();
                if (chunk == null) {
                    throw Damage.refuse(
                            JournalError.SNAPSHOT_DAMAGED, entry.fileName() + " is damaged at offset " + offset);
                }
                if (blocks.offset() < entry.fileBytes()) {
                    chunks.accept(chunk);
                }
            }
            if (blocks.lastCrc() != entry.lastCrc()) {
                throw Damage.refuse(
                        JournalError.SNAPSHOT_DAMAGED, entry.fileName() + " is not the file the manifest names");
            }
        } catch (IOException e) {
            throw new SkidwayException(
                    JournalError.SNAPSHOT_DAMAGED,
                    Severity.REFUSE_START,
                    entry.fileName() + " could not be read: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public SnapshotWriter begin(SnapshotInfo snapshot) {
        SnapshotHandover handover = new SnapshotHandover(snapshot, config.snapshotBufferBytes(), () -> wake.run());
        begun.add(handover);
        wake.run();
        return handover;
    }

    /** Does the next pieces of work; returns whether there were any. Throws only if the folder can no longer be trusted. */
    boolean step() throws IOException {
        boolean did = completePublishing();
        if (holds.step(published)) {
            removeSuperseded();
            release(published);
            did = true;
        }
        for (SnapshotHandover next = begun.poll(); next != null; next = begun.poll()) {
            open(next);
            did = true;
        }
        if (!recorders.isEmpty()) {
            did |= advanceAll();
        }
        did |= spills.step();
        // A snapshot that begins now refers to no file that was retired before.
        spills.collectRetired();
        if (begun.isEmpty() && recorders.isEmpty()) {
            spills.removeRetired(published);
        }
        journal.besideBytes(published.snapshotBytes() + spills.bytes());
        return did;
    }

    private void open(SnapshotHandover handover) throws IOException {
        try {
            lastAttempt++;
            recorders.add(new SnapshotRecorder(disk, handover, lastAttempt, journalId, journal.stats()));
        } catch (DiskFullException e) {
            ballast.drop();
            handover.end(SnapshotWriter.State.FAILED);
        } catch (IOException e) {
            // Too many open files, for example: the earlier snapshot still counts.
            handover.end(SnapshotWriter.State.FAILED);
        }
    }

    private boolean advanceAll() throws IOException {
        boolean did = false;
        for (SnapshotRecorder recorder : List.copyOf(recorders)) {
            if (recorder != publishing) {
                did |= advance(recorder);
            }
        }
        return did;
    }

    private boolean advance(SnapshotRecorder recorder) throws IOException {
        if (recorder.handover().isAbandoned()) {
            giveUp(recorder);
            return true;
        }
        if (recorder.isVerified()) {
            return publish(recorder);
        }
        try {
            return recorder.step();
        } catch (DiskFullException e) {
            if (!ballast.drop()) {
                giveUp(recorder);
            }
            return true;
        } catch (IOException e) {
            // The earlier snapshot still counts, and nothing refers to this file.
            giveUp(recorder);
            return true;
        }
    }

    private void giveUp(SnapshotRecorder recorder) throws IOException {
        recorders.remove(recorder);
        recorder.handover().end(SnapshotWriter.State.FAILED);
        recorder.giveUp();
    }

    private boolean publish(SnapshotRecorder recorder) throws IOException {
        long[] liveSegments = recorder.handover().finished();
        if (publishing != null
                || liveSegments == null
                || journal.durablePosition() < recorder.handover().info().replayPosition()) {
            return false;
        }
        Manifest next = next(recorder.entry(liveSegments));
        for (long segment : next.retained()) {
            Invariant.check(segments.get(segment) != null, "a snapshot needs a segment that is gone", segment, -1);
        }
        disk.forceDirectory();
        try {
            manifests.publish(next);
            publishing = recorder;
        } catch (DiskFullException e) {
            if (!ballast.drop()) {
                giveUp(recorder);
            }
        }
        return true;
    }

    private Manifest next(SnapshotEntry entry) {
        Manifest current = manifests.current();
        Manifest candidate = current.with(entry, current.firstSegment());
        // The frame that ends at the position lies before it: its segment is the first whose blocks must be walked.
        long firstSegment = segments.sequenceOf(journal.oldestNeeded(candidate) - 1);
        return current.with(entry, Math.max(firstSegment, current.firstSegment()));
    }

    private boolean completePublishing() throws IOException {
        SnapshotRecorder recorder = publishing;
        if (recorder == null || !manifests.published()) {
            return false;
        }
        spills.collectRetired();
        SnapshotEntry earlier = published.snapshot(recorder.handover().info().partition());
        published = manifests.current();
        publishing = null;
        recorders.remove(recorder);
        recorder.handover().end(SnapshotWriter.State.PUBLISHED);
        if (earlier != null) {
            superseded.add(earlier);
        }
        removeSuperseded();
        spills.removeRetired(recorder.handover().info().partition(), published);
        release(published);
        return true;
    }

    private void removeSuperseded() throws IOException {
        for (SnapshotEntry entry : List.copyOf(superseded)) {
            if (!holds.keep(entry)) {
                superseded.remove(entry);
                disk.delete(entry.fileName());
            }
        }
    }

    private void release(Manifest manifest) throws IOException {
        SortedSet<Long> retained = manifest.retained();
        for (Segment segment : segments.list()) {
            boolean needed = segment.sequence() >= manifest.firstSegment() || retained.contains(segment.sequence());
            if (!needed && !holds.keep(segment)) {
                segments.release(segment);
                pool.recycle(segment.name(), segment.file());
            }
        }
    }

    void close() throws IOException {
        holds.close();
        for (SnapshotRecorder recorder : recorders) {
            recorder.close();
        }
    }
}
