package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.util.concurrent.locks.LockSupport;

/** Waiting until a time on the monotonic clock, and the three parts of a run. */
final class Pace {

    private final TimeSource time;
    private final long measureStartNanos;
    private final long endNanos;

    Pace(TimeSource time, int warmupSeconds, int durationSeconds) {
        this.time = time;
        measureStartNanos = time.monotonicNanos() + warmupSeconds * 1_000_000_000L;
        endNanos = measureStartNanos + durationSeconds * 1_000_000_000L;
    }

    long now() {
        return time.monotonicNanos();
    }

    long measureStartNanos() {
        return measureStartNanos;
    }

    long endNanos() {
        return endNanos;
    }

    boolean over() {
        return now() - endNanos >= 0;
    }

    /** Whether work due at that time counts. */
    boolean measured(long dueNanos) {
        return dueNanos - measureStartNanos >= 0 && dueNanos - endNanos < 0;
    }

    /** Returns at that time, or at once when it has passed. */
    void awaitNanos(long untilNanos) {
        for (long left = untilNanos - now(); left > 0; left = untilNanos - now()) {
            LockSupport.parkNanos(left);
        }
    }
}
