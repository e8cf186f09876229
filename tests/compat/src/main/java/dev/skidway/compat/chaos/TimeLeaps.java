package dev.skidway.compat.chaos;

import java.util.TreeSet;

/** The moments at which the server's clock was carried ahead: a time that spans one of them says nothing about the server's. */
final class TimeLeaps {

    private final TreeSet<Long> moments = new TreeSet<>();

    void add(long nanos) {
        moments.add(nanos);
    }

    /** True if there was one from {@code fromNanos} to {@code toNanos}. */
    boolean within(long fromNanos, long toNanos) {
        Long next = moments.ceiling(fromNanos);
        return next != null && next <= toNanos;
    }

    /** True if there was one since. */
    boolean since(long nanos) {
        return within(nanos, Long.MAX_VALUE);
    }
}
