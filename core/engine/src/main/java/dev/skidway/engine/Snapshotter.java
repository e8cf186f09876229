package dev.skidway.engine;

import dev.skidway.journal.Journal;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.Space;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the partition's state to a snapshot, a slice per step, while the partition goes on.
 *
 * <p>A snapshot shows the moment at which it began. It is finished only once every frame it contains is durable, for it must never
 * know more than the journal it is used with.
 */
final class Snapshotter {

    /** A snapshot that is written only to release segments waits this many times as long as the one before it took. */
    private static final int TIME_SHARE = 8;

    private final int partition;
    private final EngineLimits limits;
    private final Journal journal;
    private final SnapshotStore store;
    private final List<Domain> domains;
    private final LogHead head;

    private @Nullable RunningSnapshot run;
    private @Nullable SnapshotInfo newest;
    private long newestBeganMillis;
    private long grownFromPosition;
    private long earliestMillis;
    private boolean asked;
    private Set<Long> kept = Set.of();
    private long lastTookMillis;
    private long newestBytes;

    Snapshotter(
            int partition,
            EngineLimits limits,
            Journal journal,
            SnapshotStore store,
            List<Domain> domains,
            LogHead head) {
        this.partition = partition;
        this.limits = limits;
        this.journal = journal;
        this.store = store;
        this.domains = domains;
        this.head = head;
        this.newest = store.latest(partition);
    }

    /** Called once, with the engine time of the start and the address of the oldest frame that had to be replayed. */
    void started(long nowMillis, long oldestPosition) {
        grownFromPosition = Math.min(oldestPosition, journal.durablePosition());
        newestBeganMillis = newest == null ? nowMillis : Math.min(nowMillis, newest.timestampMillis());
    }

    /** Begins a snapshot at the next step, whatever the limits say. */
    void ask() {
        asked = true;
    }

    /**
     * Begins a snapshot at the next step because that releases segments; not while another is being written, not soon after one failed, and
     * not so often that snapshots take more than a small part of the time.
     *
     * @return whether it will begin
     */
    boolean askToRelease(long nowMillis) {
        boolean soon = newest != null && nowMillis - newestBeganMillis < TIME_SHARE * lastTookMillis;
        asked |= run == null && nowMillis >= earliestMillis && !soon;
        return asked;
    }

    /** Where a restart would begin to read the journal: the end of the newest published snapshot, or of what it found at the start. */
    long replayPosition() {
        return grownFromPosition;
    }

    /** Segments that the newest published snapshot of this process keeps for their payloads. */
    Set<Long> keptSegments() {
        return kept;
    }

    /** Size of the newest snapshot that this process published, 0 if there is none. */
    long newestBytes() {
        return newestBytes;
    }

    /** Does a slice of work; returns whether there was any. */
    boolean step(long nowMillis) {
        RunningSnapshot current = run;
        if (current == null) {
            return due(nowMillis) && begin(nowMillis);
        }
        boolean did = current.step();
        SnapshotWriter.State state = current.state();
        if (state == SnapshotWriter.State.PUBLISHED) {
            newest = current.info();
            grownFromPosition = current.info().replayPosition();
            newestBeganMillis = current.beganMillis();
            lastTookMillis = nowMillis - newestBeganMillis;
            kept = current.keptSegments();
            newestBytes = current.bytes();
            run = null;
            return true;
        }
        if (state == SnapshotWriter.State.FAILED) {
            current.giveUp();
            earliestMillis = nowMillis + limits.snapshotRetryMillis();
            run = null;
            return true;
        }
        return did;
    }

    private boolean due(long nowMillis) {
        if (asked) {
            return true;
        }
        if (nowMillis < earliestMillis) {
            return false;
        }
        long sequence = newest == null ? 0 : newest.sequence();
        boolean changed = head.sequence() > sequence;
        // A snapshot releases segments: while room is short it is the way out, so it does not wait for its usual time.
        long intervalMillis =
                journal.space() == Space.OPEN ? limits.snapshotIntervalMillis() : limits.snapshotRetryMillis();
        return journal.durablePosition() - grownFromPosition >= limits.snapshotJournalBytes()
                || (changed && nowMillis - newestBeganMillis >= intervalMillis);
    }

    private boolean begin(long nowMillis) {
        asked = false;
        long replayPosition = Math.max(head.endPosition(), journal.durablePosition());
        SnapshotInfo info =
                new SnapshotInfo(partition, replayPosition, head.sequence(), head.term(), head.timestampMillis());
        run = new RunningSnapshot(info, nowMillis, store.begin(info), domains, limits, journal);
        return true;
    }

    /** True when so much of a snapshot waits for the disk that no more changes should be made for now. */
    boolean overloaded() {
        RunningSnapshot current = run;
        return current != null && current.backlogBytes() >= limits.snapshotBacklogBytesMax();
    }

    /** True while a snapshot is being written: its writer tells nobody when it has room again, so it must be asked. */
    boolean running() {
        return run != null;
    }

    /** Engine time at which the newest published snapshot began, or of the start. */
    long newestBeganMillis() {
        return newestBeganMillis;
    }

    /** Gives up a snapshot under way. */
    void close() {
        RunningSnapshot current = run;
        if (current != null) {
            current.giveUp();
            run = null;
        }
    }
}
