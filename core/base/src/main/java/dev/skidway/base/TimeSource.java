package dev.skidway.base;

/** The only way to ask for the time: the machine's clocks in the product, a hand-moved clock in tests and simulations. */
public interface TimeSource {

    /** Wall clock in milliseconds since 1970-01-01 UTC; may jump in either direction. */
    long wallMillis();

    /** Monotonic clock in nanoseconds from an arbitrary origin; never goes back. */
    long monotonicNanos();
}
