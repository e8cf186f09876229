package dev.skidway.journal;

import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * An opened data folder: the journal, the snapshots and the housekeeping over them.
 *
 * <p>Starts no thread: whoever opens it calls {@link FileJournal#step} and {@link Housekeeper#step} from one thread each.
 */
public final class Storage implements AutoCloseable {

    private final StorageParts parts;
    private final SnapshotFiles snapshots;
    private final Housekeeper housekeeper;

    Storage(StorageParts parts) {
        this.parts = parts;
        this.snapshots = new SnapshotFiles(parts);
        this.housekeeper = new Housekeeper(parts, snapshots);
    }

    /** As {@link #open(Disk, JournalConfig, int, TimeSource, Entropy)} for one partition and with the machine's randomness. */
    public static Storage open(Disk disk, JournalConfig config, TimeSource time) {
        return open(disk, config, 1, time);
    }

    /** As {@link #open(Disk, JournalConfig, int, TimeSource, Entropy)} for one partition. */
    public static Storage open(Disk disk, JournalConfig config, TimeSource time, Entropy entropy) {
        return open(disk, config, 1, time, entropy);
    }

    /** As {@link #open(Disk, JournalConfig, int, TimeSource, Entropy)} with the machine's randomness. */
    public static Storage open(Disk disk, JournalConfig config, int partitions, TimeSource time) {
        return open(disk, config, partitions, time, Entropy.system());
    }

    /**
     * Takes the folder, creates what an empty one lacks, and recovers the log.
     *
     * @param disk closed with this storage, and also when opening fails
     * @param partitions how many partitions the folder has; fixed when it is created, for it decides where everything lives
     * @throws dev.skidway.base.SkidwayException with severity REFUSE_START if the folder is in use, cannot be written, is damaged or
     *     was written with other settings; STOP if the disk failed
     */
    public static Storage open(Disk disk, JournalConfig config, int partitions, TimeSource time, Entropy entropy) {
        return new Opening(disk, config, partitions, time, entropy).open();
    }

    public FileJournal journal() {
        return parts.journal();
    }

    public SnapshotStore snapshots() {
        return snapshots;
    }

    public Housekeeper housekeeper() {
        return housekeeper;
    }

    /**
     * Reads spilled state back for the partitions; returns whether there was any to read. {@link Housekeeper#step} does so too: a thread of
     * its own only keeps a partition from waiting for other housekeeping.
     */
    public boolean serveLoads() {
        return snapshots.spills().serveLoads();
    }

    /** Sets what wakes whoever calls {@link #serveLoads}; it must return at once. */
    public void onLoads(Runnable wake) {
        snapshots.spills().onLoads(wake);
    }

    /** Bytes of all spill files. */
    public long spillFileBytes() {
        return parts.spills().bytes();
    }

    /** How many spill files there are. */
    public int spillFiles() {
        return parts.spills().fileCount();
    }

    /**
     * Holds the files that show the state as it is durable now, so that they can be copied while everything goes on.
     *
     * @throws SkidwayException RETRY if they are held already
     */
    public BackupHold hold(HoldLimits limits) {
        return snapshots.hold(limits);
    }

    /** Whether files are held for somebody who copies them. */
    public boolean held() {
        return snapshots.holds().active();
    }

    /** Bytes of files that would be gone if none were held. */
    public long heldBytes() {
        return snapshots.holds().keptBytes();
    }

    /** Counters of the journal. */
    public JournalStats stats() {
        return parts.journal().stats();
    }

    /** What was found in the log when the folder was opened. */
    public RecoveryReport recovery() {
        return parts.report();
    }

    /**
     * Reads every block of the segments that are kept for their payloads only, which opening does not; tells of the first damage in each.
     * Returns how many of their blocks were undamaged.
     */
    public long checkKeptSegments(Consumer<SkidwayException> damage) throws IOException {
        return new KeptSegments(
                        parts.segments(),
                        parts.manifests().current().firstSegment(),
                        parts.config().segmentBytes(),
                        parts.identity().journalId())
                .check(damage);
    }

    /** A copy of the 32 secret bytes of this folder that seal message and receipt handles. */
    public byte[] handleKey() {
        return parts.identity().handleKey().clone();
    }

    /**
     * Makes everything appended durable, seals the log and gives the folder back. No step may run meanwhile. After a failure of the
     * journal only the files are closed.
     */
    @Override
    public void close() throws IOException {
        try {
            FileJournal journal = parts.journal();
            journal.seal();
            if (journal.failure() == null) {
                parts.note().writeNow(journal.durablePosition());
            }
            snapshots.close();
            parts.spills().close();
            parts.manifests().close();
            parts.note().close();
            parts.pool().close();
            parts.segments().close();
        } finally {
            parts.disk().close();
        }
    }
}
