package dev.skidway.sim;

/** A span of engine time. */
record Span(long fromMillis, long toMillis) {

    /** Whether a moment is inside, ends excluded. */
    boolean inside(long millis) {
        return fromMillis < millis && millis < toMillis;
    }

    /** Whether it shares a moment with another one. */
    boolean meets(long otherFromMillis, long otherToMillis) {
        return fromMillis <= otherToMillis && otherFromMillis <= toMillis;
    }
}
