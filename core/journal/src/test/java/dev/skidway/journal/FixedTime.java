package dev.skidway.journal;

import dev.skidway.base.TimeSource;

/** A clock that moves only by hand. */
final class FixedTime implements TimeSource {

    private long millis;

    void advanceMillis(long by) {
        millis += by;
    }

    @Override
    public long wallMillis() {
        return millis;
    }

    @Override
    public long monotonicNanos() {
        return millis * 1_000_000;
    }
}
