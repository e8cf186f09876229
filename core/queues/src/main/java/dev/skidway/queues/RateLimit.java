package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * How many jobs may begin in a time: a bucket that holds up to {@code burst} and gets {@code count} in each {@code periodMillis}.
 *
 * <p>Time has steps of a millisecond, so a burst smaller than what comes in two of them counts as that.
 *
 * @param count 1 to {@link QueueLimits#RATE_COUNT_MAX}
 * @param periodMillis 1 to {@link QueueLimits#RATE_PERIOD_MILLIS_MAX}; 1,000 for a rate per second
 * @param burst 1 to {@link QueueLimits#RATE_COUNT_MAX}
 */
public record RateLimit(long count, long periodMillis, long burst) {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, 0, 0);

    /** A rate per second. */
    public static RateLimit perSecond(long count, long burst) {
        return new RateLimit(count, 1_000, burst);
    }

    /** Whether it limits anything. */
    public boolean on() {
        return count != 0;
    }

    /** What is wrong with it, or null. */
    @Nullable String flaw(String what) {
        if (equals(NONE)) {
            return null;
        }
        String flaw = SettingsRules.outside(what + " count", count, 1, QueueLimits.RATE_COUNT_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(what + " period", periodMillis, 1, QueueLimits.RATE_PERIOD_MILLIS_MAX);
        return flaw != null ? flaw : SettingsRules.outside(what + " burst", burst, 1, QueueLimits.RATE_COUNT_MAX);
    }
}
