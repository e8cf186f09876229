package dev.skidway.journal;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Decides whether the journal may take more of the disk, and what that means for the room it has. */
final class SpaceGauge {

    private static final int PLENTY = 8;

    private final Disk disk;
    private final JournalConfig config;
    private final TimeSource time;
    private long spillBytes;
    private boolean refused;
    private long askAgainNanos;
    private boolean plentyKnown;
    private boolean plenty;
    private long plentyNanos;

    SpaceGauge(Disk disk, JournalConfig config, TimeSource time) {
        this.disk = disk;
        this.config = config;
        this.time = time;
    }

    /** Says what spill files take of the same limit. */
    void spilled(long bytes) {
        spillBytes = bytes;
    }

    /** True if one more segment fits the limits; after a refusal the answer stays no for the retry delay. */
    boolean mayGrow(int segmentCount) throws IOException {
        if (refused && time.monotonicNanos() - askAgainNanos < 0) {
            return false;
        }
        boolean may = (segmentCount + 1L) * config.segmentBytes() + spillBytes <= config.bytesMax()
                && disk.usableBytes() - config.segmentBytes() >= config.freeBytesMin();
        if (may) {
            refused = false;
        } else {
            refuse();
        }
        return may;
    }

    /** Whether many times the reserve would still fit: then it can be prepared when that changes. Looked at only now and then. */
    boolean plenty(int segmentCount) throws IOException {
        if (!plentyKnown
                || time.monotonicNanos() - plentyNanos >= TimeUnit.MILLISECONDS.toNanos(config.retryMillis())) {
            long room = Math.min(
                    config.bytesMax() - (long) segmentCount * config.segmentBytes() - spillBytes,
                    disk.usableBytes() - config.freeBytesMin());
            plenty = room >= (long) PLENTY * config.spareSegments() * config.segmentBytes();
            plentyKnown = true;
            plentyNanos = time.monotonicNanos();
        }
        return plenty && !refused;
    }

    /** Growing was not possible: wait before the next attempt. */
    void refuse() {
        refused = true;
        askAgainNanos = time.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(config.retryMillis());
    }

    boolean isRefused() {
        return refused;
    }

    /** The state with {@code spares} prepared segments; {@code starved} if an append found none. */
    Space space(int spares, boolean starved) {
        if (!refused || spares >= config.spareSegments()) {
            return Space.OPEN;
        }
        return spares == 0 && starved ? Space.EXHAUSTED : Space.HIGH_WATER;
    }
}
