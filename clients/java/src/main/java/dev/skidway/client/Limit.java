package dev.skidway.client;

import org.jspecify.annotations.Nullable;

/**
 * How many jobs may run at once, and how many may start in a second: {@code Limit.ofRate(2).burst(3).concurrency(5)}.
 *
 * @param concurrency jobs under a lease at once, 1 to 1,000,000; null for any number
 * @param perSecond jobs that start in a second, on average, 0.001 to 1,000,000; null for any number
 * @param burst jobs that may start at once after a quiet time, 1 to 1,000,000; null for one second's worth, at least 1
 */
public record Limit(
        @Nullable Integer concurrency,
        @Nullable Double perSecond,
        @Nullable Integer burst) {

    private static final Limit NONE = new Limit(null, null, null);

    /** No limit; in an update it takes the one away that there is. */
    public static Limit none() {
        return NONE;
    }

    /** So many at once, 1 to 1,000,000. */
    public static Limit ofConcurrency(int jobs) {
        return NONE.concurrency(jobs);
    }

    /** So many in a second, on average, 0.001 to 1,000,000: 0.1 is one in ten seconds. */
    public static Limit ofRate(double jobsPerSecond) {
        return NONE.perSecond(jobsPerSecond);
    }

    /** The same with so many at once. */
    public Limit concurrency(int jobs) {
        return new Limit(jobs, perSecond, burst);
    }

    /** The same with so many in a second. */
    public Limit perSecond(double jobs) {
        return new Limit(concurrency, jobs, burst);
    }

    /** The same with so many that may start at once after a quiet time. */
    public Limit burst(int jobs) {
        return new Limit(concurrency, perSecond, jobs);
    }

    dev.skidway.v1.Limit proto() {
        dev.skidway.v1.Limit.Builder limit = dev.skidway.v1.Limit.newBuilder();
        if (concurrency != null) {
            limit.setConcurrency(concurrency);
        }
        if (perSecond != null) {
            limit.setPerSecond(perSecond);
        }
        if (burst != null) {
            limit.setBurst(burst);
        }
        return limit.build();
    }

    static Limit of(dev.skidway.v1.Limit limit) {
        return new Limit(
                limit.hasConcurrency() ? limit.getConcurrency() : null,
                limit.hasPerSecond() ? limit.getPerSecond() : null,
                limit.hasBurst() ? limit.getBurst() : null);
    }
}
