package dev.skidway.base;

/** Checks that stay on in production: a broken one means a bug of ours, and the partition stops instead of guessing. */
public final class Invariant {

    private Invariant() {}

    /** Throws {@link InvariantViolation} with {@code message} unless {@code holds}. */
    public static void check(boolean holds, String message) {
        if (!holds) {
            throw new InvariantViolation(message);
        }
    }

    /** As {@link #check(boolean, String)}, with two numbers that are formatted only when it fails. */
    public static void check(boolean holds, String message, long expected, long found) {
        if (!holds) {
            throw new InvariantViolation(message + ": expected " + expected + ", found " + found);
        }
    }
}
