package dev.skidway.journal;

import dev.skidway.base.TimeSource;
import java.util.concurrent.TimeUnit;

/** How fast the journal takes prepared segments, and how many of them it did without. */
final class SegmentDemand {

    /** Segments taken within such a time of each other, three and more, are a load that the whole reserve is kept for. */
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final int BUSY_TIMES = 2;
    /** A load that took none for so long is over. */
    private static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final TimeSource time;
    private int times;
    private long takenNanos;
    private long windowNanos;
    private int least;
    private int leastBefore;

    SegmentDemand(TimeSource time) {
        this.time = time;
        windowNanos = time.monotonicNanos();
        takenNanos = windowNanos - OVER_NANOS;
    }

    /** The journal took one. */
    void taken() {
        long now = time.monotonicNanos();
        times = now - takenNanos < BUSY_NANOS ? times + 1 : 0;
        takenNanos = now;
    }

    boolean busy() {
        return times >= BUSY_TIMES && time.monotonicNanos() - takenNanos < OVER_NANOS;
    }

    /** Sees that so many are left now. */
    void left(int count) {
        least = Math.min(least, count);
    }

    /**
     * How many were there in vain: those that were left beside {@code reserve} at every moment of this window and of the one before it. Asked at
     * any time, it answers once a window.
     */
    int unneeded(int count, int reserve) {
        long now = time.monotonicNanos();
        if (now - windowNanos < WINDOW_NANOS) {
            return 0;
        }
        windowNanos = now;
        int unneeded = Math.max(0, Math.min(leastBefore, least) - reserve);
        leastBefore = least - unneeded;
        least = count - unneeded;
        return unneeded;
    }
}
