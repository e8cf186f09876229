package dev.skidway.journal;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Everything slow that must not hold up the journal: preparing and recycling segments, snapshots, manifests, the durable note,
 * reads for those who cannot wait.
 *
 * <p>Owned by one thread that calls {@link #step}. A failure that leaves the folder in doubt ends the journal; a full disk never does.
 */
public final class Housekeeper {

    private final FileJournal journal;
    private final JournalConfig config;
    private final TimeSource time;
    private final SegmentPool pool;
    private final SpaceGauge gauge;
    private final SnapshotFiles snapshots;
    private final DurableNote note;
    private final Ballast ballast;
    private long notedNanos;

    Housekeeper(StorageParts parts, SnapshotFiles snapshots) {
        this.journal = parts.journal();
        this.config = parts.config();
        this.time = parts.time();
        this.pool = parts.pool();
        this.gauge = parts.gauge();
        this.note = parts.note();
        this.ballast = parts.ballast();
        this.snapshots = snapshots;
        this.notedNanos = time.monotonicNanos();
    }

    /**
     * Does some of the work that is due. Call it again at once while it returns true; otherwise after a wake-up, and at least every
     * {@code retryMillis} and {@code durableNoteMillis}.
     *
     * @return whether anything was done
     */
    public boolean step() {
        if (journal.failure() != null) {
            return false;
        }
        try {
            boolean did = prepareSegments();
            did |= snapshots.step();
            did |= noteDurablePosition();
            did |= journal.readNext();
            return did || pool.dropSurplus() || ballast.step();
        } catch (IOException e) {
            journal.fail("housekeeping of the data folder failed: " + e.getMessage(), e);
            return true;
        }
    }

    /**
     * True while it only prepares for later, which takes much of a core and of the disk: whoever calls {@link #step} may rest
     * for a moment between two calls then.
     */
    public boolean mayRest() {
        return pool.unhurried();
    }

    /** Sets what wakes this housekeeping when a segment or a snapshot needs it; it must return at once. */
    public void onWork(Runnable wake) {
        journal.onSegmentNeeded(wake);
        snapshots.onWork(wake);
    }

    private boolean prepareSegments() throws IOException {
        boolean did = pool.step();
        if (did && pool.hasNamedAhead()) {
            journal.segmentAdded();
        }
        journal.space(gauge.space(pool.count(), journal.isStarved()));
        return did;
    }

    private boolean noteDurablePosition() throws IOException {
        if (note.isWriting()) {
            return note.written();
        }
        long now = time.monotonicNanos();
        if (journal.durablePosition() <= note.position()
                || now - notedNanos < TimeUnit.MILLISECONDS.toNanos(config.durableNoteMillis())) {
            return false;
        }
        notedNanos = now;
        try {
            note.write(journal.durablePosition());
        } catch (DiskFullException e) {
            // The note may lag; the next one is tried after the same delay.
            return false;
        }
        return true;
    }
}
