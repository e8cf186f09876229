package dev.skidway.compat.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what happens in another process, where nobody can signal. */
final class Waiting {

    private static final long LOOK_MILLIS = 10;

    private Waiting() {}

    static void millis(long millis) {
        long untilNanos = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Looks again and again until it is so; false if that takes longer than {@code limit}. */
    static boolean until(BooleanSupplier so, Duration limit) {
        long startNanos = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - startNanos > limit.toNanos()) {
                return false;
            }
            millis(LOOK_MILLIS);
        }
        return true;
    }
}
