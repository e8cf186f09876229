package dev.skidway.engine;

import dev.skidway.journal.DiskUse;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the disk is from what is promised: twice the live bytes and four segments, some time after the load became light.
 *
 * <p>While it is missed, segments may be emptied that are less dead than those that are always worth it. A load must not pay for that again
 * and again, so only such segments count that do not empty by themselves, and only as far as their copies would lie markedly denser among
 * what the load writes meanwhile.
 */
final class SpaceGoal {

    /** Between two looks at which segments empty by themselves, between two passes for the goal, and between two snapshots for it. */
    static final long SETTLE_MILLIS = 10_000;
    /** A segment that loses more than this part of its live bytes from one such look to the next empties by itself. */
    private static final int PARTS = 8;

    /** The most live share: to give back one byte costs two at most. */
    private static final double SHARE_MAX = 2.0 / 3;
    /** How much of the density of the copies a segment may have. */
    private static final double DENSITY_PART = 3.0 / 4;

    private final double bytesPerSecond;
    private final TreeMap<Long, Long> before = new TreeMap<>();
    private final TreeSet<Long> settled = new TreeSet<>();
    private boolean missed;
    private double share;
    private boolean looked;
    private long lookedMillis;
    private long lookedPosition;
    private long lookedCopied;
    private boolean compared;
    private long comparedMillis;

    /**
     * Starts without having seen anything.
     *
     * @param bytesPerSecond how fast it copies
     */
    SpaceGoal(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Looks.
     *
     * @param position address of the end of the journal
     * @param copied payload bytes copied so far
     */
    void look(long nowMillis, SegmentCensus census, DiskUse use, long position, long copied) {
        // Half of the live bytes less than promised: room for headers, and for what gathers until the next snapshot.
        // What is prepared and
        // kept in reserve takes the rest of the four segments.
        missed = use.bytes() > use.liveBytes() + use.liveBytes() / 2 + 3 * census.segmentBytes() / 2;
        if (looked && nowMillis > lookedMillis) {
            long written = Math.max(0, position - lookedPosition - (copied - lookedCopied));
            double load = written * 1000.0 / (nowMillis - lookedMillis);
            share = Math.min(SHARE_MAX, DENSITY_PART * bytesPerSecond / (bytesPerSecond + load));
        }
        looked = true;
        lookedMillis = nowMillis;
        lookedPosition = position;
        lookedCopied = copied;
        if (!compared || nowMillis - comparedMillis >= SETTLE_MILLIS) {
            compare(census);
            compared = true;
            comparedMillis = nowMillis;
        }
    }

    private void compare(SegmentCensus census) {
        settled.clear();
        before.forEach((segment, bytes) -> {
            if (census.liveBytes(segment) >= bytes - bytes / PARTS) {
                settled.add(segment);
            }
        });
        before.clear();
        census.forEach(before::put);
    }

    /** Whether the disk holds more than it should. */
    boolean missed() {
        return missed;
    }

    /** Live share below which a settled segment is worth emptying now. */
    double share() {
        return missed ? share : 0;
    }

    /** Segments that have not emptied by themselves lately. */
    Set<Long> settled() {
        return settled;
    }

    /** A pass for the goal has begun: the next one waits until it is known again what is settled. */
    void passBegan() {
        settled.clear();
    }
}
