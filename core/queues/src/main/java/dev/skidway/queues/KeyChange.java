package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a key that a request names; null leaves one as it is.
 *
 * @param reset whether weight and limits that the key had of its own are forgotten first; a pause stays
 * @param release whether a key in quarantine is free again
 */
public record KeyChange(
        boolean reset,
        boolean release,
        @Nullable Integer weight,
        @Nullable Integer concurrencyMax,
        @Nullable RateLimit rate,
        @Nullable Integer backlogMax,
        @Nullable Boolean paused,
        @Nullable String note) {

    /** Forgets weight and limits that a key had of its own. */
    public static final KeyChange RESET = new KeyChange(true, false, null, null, null, null, null, null);

    /** Ends a quarantine. */
    public static final KeyChange RELEASE = new KeyChange(false, true, null, null, null, null, null, null);

    /** Gives a key a weight. */
    public static KeyChange weight(int weight) {
        return new KeyChange(false, false, weight, null, null, null, null, null);
    }

    /** Pauses a key, or lets it go on. */
    public static KeyChange pause(boolean paused, String note) {
        return new KeyChange(false, false, null, null, null, null, paused, note);
    }

    /** Gives a key limits of its own. */
    public static KeyChange limits(KeyLimits limits) {
        return new KeyChange(
                false, false, null, limits.concurrencyMax(), limits.rate(), limits.backlogMax(), null, null);
    }
}
