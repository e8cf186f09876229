package dev.skidway.load;

import dev.skidway.base.SystemTime;
import dev.skidway.base.TimeSource;
import java.util.function.BooleanSupplier;

/** A clock that stands until something is so, and then runs like the machine's. */
final class StandingTime implements TimeSource {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long WALL_MILLIS = 1_700_000_000_000L;

    private final TimeSource machine = new SystemTime();
    private BooleanSupplier until = () -> false;
    private boolean runs;
    private long startNanos;

    synchronized void runsOnce(BooleanSupplier so) {
        until = so;
    }

    @Override
    public long wallMillis() {
        return WALL_MILLIS + monotonicNanos() / NANOS_PER_MILLI;
    }

    @Override
    public synchronized long monotonicNanos() {
        if (!runs && until.getAsBoolean()) {
            runs = true;
            startNanos = machine.monotonicNanos();
        }
        return runs ? machine.monotonicNanos() - startNanos : 0;
    }
}
