package dev.skidway.base;

/** The machine's own clocks. */
public final class SystemTime implements TimeSource {

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }
}
