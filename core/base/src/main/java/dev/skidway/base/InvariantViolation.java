package dev.skidway.base;

/** A bug of ours, found by {@link Invariant}. */
public final class InvariantViolation extends RuntimeException {

    InvariantViolation(String message) {
        super(message);
    }
}
