package dev.skidway.testkit;

import dev.skidway.base.TimeSource;
import java.time.Duration;

/** Clocks that move only when a test says so; the wall clock may jump while the monotonic one goes on. */
public final class ManualTime implements TimeSource {

    /** Where the wall clock stands at first: 2026-01-01T00:00:00Z. */
    public static final long START_MILLIS = 1_767_225_600_000L;

    private long wallNanosAfterStart;
    private long monotonicNanos = 1;

    /** Clocks of their own that show the same. */
    public synchronized ManualTime copy() {
        ManualTime copy = new ManualTime();
        copy.wallNanosAfterStart = wallNanosAfterStart;
        copy.monotonicNanos = monotonicNanos;
        return copy;
    }

    /** Lets time pass on both clocks. */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time passes forward only; use jumpWall to set the wall clock back");
        }
        wallNanosAfterStart += time.toNanos();
        monotonicNanos += time.toNanos();
    }

    /** Lets {@code millis} milliseconds pass on both clocks. */
    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    /** Sets the wall clock forward (or back, when negative) while no time passes. */
    public synchronized void jumpWall(Duration by) {
        wallNanosAfterStart += by.toNanos();
    }

    /** Lets time pass while the wall clock stands still. */
    public synchronized void advanceMonotonicOnly(Duration time) {
        monotonicNanos += time.toNanos();
    }

    @Override
    public synchronized long wallMillis() {
        return START_MILLIS + Math.floorDiv(wallNanosAfterStart, 1_000_000);
    }

    @Override
    public synchronized long monotonicNanos() {
        return monotonicNanos;
    }
}
