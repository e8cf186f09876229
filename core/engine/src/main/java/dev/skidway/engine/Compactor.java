package dev.skidway.engine;

import dev.skidway.journal.Journal;
import dev.skidway.journal.Space;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the room on disk in proportion to what is live: copies the payloads of nearly dead segments forward, and asks for a snapshot, which
 * releases segments, as soon as that is worth it.
 *
 * <p>States: resting → (a look finds victims) → walking, copying at a bounded rate → (end of the walk) → resting until the snapshot that
 * releases what was emptied is published. It does nothing while the disk is full, for a copy needs room before it gives any.
 */
final class Compactor {

    private static final int PERCENT = 100;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;
    /** Live bytes of one pass, in segments: what it needs in addition before it gives anything back. */
    private static final int PASS_SEGMENTS_MAX = 4;
    /** Part of the usual rate at which is copied what only the goal calls for. */
    private static final int GOAL_RATE_PART = 4;

    private final EngineLimits limits;
    private final int partition;
    private final int partitionCount;
    private final Journal journal;
    private final List<Domain> domains;
    private final CommandRunner runner;
    private final Snapshotter snapshotter;
    private final SpaceGoal goal;
    private final Set<Long> pinned = new TreeSet<>();

    private @Nullable CompactionPass pass;
    private boolean askWhenDone;
    private boolean looked;
    private long lookedMillis;
    private long nextCopyMicros;

    private long liveBytes;
    private int liveSegments;
    private int releasableSegments;
    private long passes;
    private long payloadsCopied;
    private long bytesCopied;
    private long segmentsEmptied;
    private long payloadsDamaged;
    private @Nullable String newestDamage;
    private volatile CompactionStats stats = CompactionStats.NONE;

    Compactor(PartitionSetup setup, CommandRunner runner, Snapshotter snapshotter) {
        limits = setup.limits();
        partition = setup.partition();
        partitionCount = setup.partitionCount();
        journal = setup.journal();
        domains = setup.domains();
        this.runner = runner;
        this.snapshotter = snapshotter;
        goal = new SpaceGoal(goalBytesPerSecond());
    }

    /** Does a bounded piece of work; returns whether there was any. */
    boolean step(long nowMillis) {
        if (journal.segmentBytes() == 0) {
            return false;
        }
        CompactionPass current = pass;
        if (current == null) {
            return isTimeToLook(nowMillis) && look(nowMillis);
        }
        if (journal.space() == Space.EXHAUSTED) {
            pass = null;
            return true;
        }
        if (nowMillis * MICROS_PER_MILLI < nextCopyMicros) {
            return false;
        }
        boolean did = current.step(nowMillis, copies -> count(copies, current.bytesPerSecond(), nowMillis));
        if (current.ended()) {
            end(current);
        }
        return did;
    }

    /** True while there is something to copy: it waits for the disk, or for its share of it. */
    boolean running() {
        return pass != null;
    }

    CompactionStats stats() {
        return stats;
    }

    private boolean isTimeToLook(long nowMillis) {
        return !snapshotter.running()
                && (!looked || nowMillis - lookedMillis >= limits.reclaim().reclaimIntervalMillis());
    }

    /** Begins a snapshot if that releases enough, else a pass if there is something to copy. */
    private boolean look(long nowMillis) {
        looked = true;
        lookedMillis = nowMillis;
        long segmentBytes = journal.segmentBytes();
        long head = journal.segmentOf(journal.appendedPosition());
        long firstSinceSnapshot = journal.segmentOf(snapshotter.replayPosition());
        SegmentCensus census = new SegmentCensus(domains, segmentBytes, head);
        int releasable = census.releasable(snapshotter.keptSegments(), firstSinceSnapshot);
        liveBytes = census.allLiveBytes();
        liveSegments = census.liveSegments();
        releasableSegments = releasable;
        tell();
        goal.look(nowMillis, census, journal.diskUse(partition, liveBytes), journal.appendedPosition(), bytesCopied);
        // What is sparse can be emptied only once it lies below a snapshot.
        long gain = releasable * segmentBytes + census.sparseBytes(share(), firstSinceSnapshot);
        boolean enough = gain >= Math.max(2 * segmentBytes, liveBytes / 4) || enoughForTheGoal(nowMillis, gain);
        if (enough || (askWhenDone && releasable > 0)) {
            boolean asked = snapshotter.askToRelease(nowMillis);
            askWhenDone &= !asked;
            return asked;
        }
        return journal.space() != Space.EXHAUSTED && begin(census, firstSinceSnapshot);
    }

    /** While the goal is missed a snapshot is worth less, but must release as much as it takes, and not be the next of many. */
    private boolean enoughForTheGoal(long nowMillis, long gain) {
        return goal.missed()
                && gain >= Math.max(journal.segmentBytes(), snapshotter.newestBytes())
                && nowMillis - snapshotter.newestBeganMillis() >= SpaceGoal.SETTLE_MILLIS;
    }

    private boolean begin(SegmentCensus census, long before) {
        // Short of room, what a pass needs first must leave something of the spare segments to acks.
        long segmentBytes = journal.segmentBytes();
        long bytesMax = journal.space() == Space.OPEN ? PASS_SEGMENTS_MAX * segmentBytes : segmentBytes / 2;
        Set<Long> victims = census.victims(before, share(), bytesMax, segment -> !pinned.contains(segment));
        if (!victims.isEmpty() && census.worthwhile(victims)) {
            return begin(victims, limits.reclaim().compactBytesPerSecondMax());
        }
        if (limits.reclaim().compactSharePercentMax() == 0) {
            return false;
        }
        victims = census.victims(
                before,
                goal.share() / partitionCount,
                bytesMax,
                segment -> goal.settled().contains(segment) && !pinned.contains(segment));
        if (!victims.isEmpty() && census.worthwhile(victims)) {
            goal.passBegan();
            return begin(victims, goalBytesPerSecond());
        }
        return false;
    }

    private boolean begin(Set<Long> victims, long bytesPerSecond) {
        passes++;
        pass = new CompactionPass(victims, bytesPerSecond, domains, journal, runner, limits.reclaim());
        return true;
    }

    /** What is copied for the goal only is copied more slowly: it can wait. */
    private long goalBytesPerSecond() {
        return Math.max(1, limits.reclaim().compactBytesPerSecondMax() / GOAL_RATE_PART);
    }

    /** Segments are shared, and each partition sees its own live bytes only: so each allows itself its part of the share. */
    private double share() {
        return (double) limits.reclaim().compactSharePercentMax() / PERCENT / partitionCount;
    }

    private void count(PayloadCopies copies, long bytesPerSecond, long nowMillis) {
        payloadsCopied += copies.count();
        bytesCopied += copies.bytes();
        long micros = copies.bytes() * MICROS_PER_SECOND / bytesPerSecond;
        nextCopyMicros = Math.max(nextCopyMicros, nowMillis * MICROS_PER_MILLI) + micros;
        for (StoredPayload damaged : copies.damaged()) {
            payloadsDamaged++;
            pinned.add(journal.segmentOf(damaged.position()));
            newestDamage = journal.placeOf(damaged.position());
        }
        tell();
    }

    private void end(CompactionPass ended) {
        pass = null;
        SegmentCensus census =
                new SegmentCensus(domains, journal.segmentBytes(), journal.segmentOf(journal.appendedPosition()));
        for (long victim : ended.victims()) {
            segmentsEmptied += census.liveBytes(victim) == 0 ? 1 : 0;
        }
        askWhenDone = true;
        looked = false;
    }

    private void tell() {
        stats = new CompactionStats(
                liveBytes,
                liveSegments,
                releasableSegments,
                passes,
                payloadsCopied,
                bytesCopied,
                segmentsEmptied,
                payloadsDamaged,
                newestDamage);
    }
}
