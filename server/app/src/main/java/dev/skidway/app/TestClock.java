package dev.skidway.app;

import dev.skidway.base.TimeSource;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock of a server that was started for tests: it stands still until it is moved, and moves forward only. */
public final class TestClock implements TimeSource {

    /** How far it can go: nanoseconds since its start are counted in 64 bits. */
    static final long MILLIS_MAX = TimeUnit.DAYS.toMillis(200 * 365);

    private final long startMillis;
    private volatile long nowMillis;

    private TestClock(long startMillis) {
        this.startMillis = startMillis;
        this.nowMillis = startMillis;
    }

    /**
     * A clock that stands at {@code start}.
     *
     * @throws IllegalArgumentException if that is before 1970 or after 2100
     */
    public static TestClock at(Instant start) {
        if (start.isBefore(Instant.EPOCH) || start.isAfter(Instant.parse("2100-01-01T00:00:00Z"))) {
            throw new IllegalArgumentException("expected a start between 1970 and 2100, found " + start);
        }
        return new TestClock(start.toEpochMilli());
    }

    /** The furthest it can be moved to. */
    long endMillis() {
        return startMillis + MILLIS_MAX;
    }

    void moveTo(long millis) {
        nowMillis = millis;
    }

    @Override
    public long wallMillis() {
        return nowMillis;
    }

    @Override
    public long monotonicNanos() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis - startMillis);
    }
}
