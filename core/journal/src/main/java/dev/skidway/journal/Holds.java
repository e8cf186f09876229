package dev.skidway.journal;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one hold there may be: which files housekeeping must leave alone, and when it has done so for long enough.
 *
 * <p>{@link #begin} is called by any thread, everything else by housekeeping.
 */
final class Holds {

    private final StorageParts parts;
    private final AtomicReference<@Nullable BackupHold> current = new AtomicReference<>();
    private final AtomicLong keptBytes = new AtomicLong();
    /** What would be gone without the hold, by name, with its bytes. */
    private final Map<String, Long> kept = new HashMap<>();

    private @Nullable Manifest held;
    private SortedSet<Long> retained = new TreeSet<>();
    private long lastSegment;

    Holds(StorageParts parts) {
        this.parts = parts;
    }

    BackupHold begin(HoldLimits limits, Runnable wake) {
        BackupHold hold = new BackupHold(limits, parts.time(), wake);
        if (!current.compareAndSet(null, hold)) {
            throw new SkidwayException(
                    JournalError.BACKUP_UNDER_WAY,
                    Severity.RETRY,
                    "a backup of this folder is under way; wait until it ends, or is let go after "
                            + limits.idleMillisMax() + " ms without a sign of life");
        }
        wake.run();
        return hold;
    }

    /** Whether there is one. */
    boolean active() {
        return current.get() != null;
    }

    /** Bytes that would be free without it. */
    long keptBytes() {
        return keptBytes.get();
    }

    /** Takes a new hold up, or lets the current one go; returns true if it was let go, so that what it kept can be removed. */
    boolean step(Manifest published) throws IOException {
        BackupHold hold = current.get();
        if (hold == null) {
            return false;
        }
        if (held == null && !hold.closed()) {
            held = published;
            retained = published.retained();
            long end = parts.journal().durablePosition();
            lastSegment = BackupPlan.lastSegment(published, parts.config().segmentBytes(), end);
            hold.plan().complete(BackupPlan.of(published, parts.identity(), end));
            return false;
        }
        String why = hold.closed() ? null : whyNotLonger(hold);
        if (why == null && !hold.closed()) {
            return false;
        }
        if (why != null) {
            hold.lose(why);
        }
        held = null;
        kept.clear();
        keptBytes.set(0);
        current.set(null);
        return true;
    }

    private @Nullable String whyNotLonger(BackupHold hold) throws IOException {
        HoldLimits limits = hold.limits();
        long idleMillis = TimeUnit.NANOSECONDS.toMillis(parts.time().monotonicNanos() - hold.touchedNanos());
        if (idleMillis > limits.idleMillisMax()) {
            return "nothing was heard of the backup for " + idleMillis + " ms, and idle-millis-max is "
                    + limits.idleMillisMax();
        }
        if (keptBytes.get() > limits.heldBytesMax()) {
            return "it kept " + keptBytes.get() + " bytes that would be free without it, and held-bytes-max is "
                    + limits.heldBytesMax();
        }
        return !kept.isEmpty() && roomIsShort() ? "the server needed the room of the files it kept" : null;
    }

    /** Whether the journal could soon not have its reserve: asked before the gauge has to refuse. */
    private boolean roomIsShort() throws IOException {
        long segmentBytes = parts.config().segmentBytes();
        long spares = parts.pool().count();
        long missing = Math.max(0, parts.config().spareSegments() - spares) + 1;
        long used = segmentBytes * (parts.segments().inUseCount() + spares)
                + parts.spills().bytes();
        return parts.gauge().isRefused()
                || used + missing * segmentBytes > parts.config().bytesMax()
                || parts.disk().usableBytes() - missing * segmentBytes
                        < parts.config().freeBytesMin();
    }

    /** Whether a segment that is needed for nothing else must stay. */
    boolean keep(Segment segment) {
        Manifest manifest = held;
        return manifest != null
                && segment.sequence() <= lastSegment
                && (segment.sequence() >= manifest.firstSegment() || retained.contains(segment.sequence()))
                && keep(segment.name(), segment.bytes());
    }

    /** Whether a snapshot that is needed for nothing else must stay. */
    boolean keep(SnapshotEntry entry) {
        Manifest manifest = held;
        return manifest != null
                && manifest.snapshots().stream()
                        .anyMatch(named -> named.fileName().equals(entry.fileName()))
                && keep(entry.fileName(), entry.fileBytes());
    }

    /** Whether a spill file that is needed for nothing else must stay. */
    boolean keepSpill(int partition, long file) {
        SnapshotEntry entry = held == null ? null : held.snapshot(partition);
        if (entry == null) {
            return false;
        }
        for (SpillExtent extent : entry.spillFiles()) {
            if (extent.file() == file) {
                return keep(FileNames.spill(partition, file), extent.bytes());
            }
        }
        return false;
    }

    private boolean keep(String name, long bytes) {
        if (kept.put(name, bytes) == null) {
            keptBytes.addAndGet(bytes);
        }
        return true;
    }

    /** Lets go because the folder is being given back. */
    void close() {
        BackupHold hold = current.get();
        if (hold != null) {
            hold.lose("the server stopped");
            hold.plan()
                    .completeExceptionally(new SkidwayException(
                            JournalError.JOURNAL_FAILED, Severity.RETRY, "the server stopped before the backup began"));
        }
    }
}
