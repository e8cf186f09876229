package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * What each key of a queue may use, unless it has settings of its own.
 *
 * @param concurrencyMax most messages of a key leased at once, or {@link DispatchSettings#UNLIMITED}
 * @param rate how many messages of a key may be leased in a time
 * @param backlogMax most messages of a key in the queue, whatever their state, or {@link DispatchSettings#UNLIMITED}; one more is refused
 */
public record KeyLimits(int concurrencyMax, RateLimit rate, int backlogMax) {

    /** No limits. */
    public static final KeyLimits NONE =
            new KeyLimits(DispatchSettings.UNLIMITED, RateLimit.NONE, DispatchSettings.UNLIMITED);

    /** What is wrong with them, or null. */
    @Nullable String flaw() {
        String flaw = DispatchSettings.limitFlaw("concurrencyMax of a key", concurrencyMax);
        flaw = flaw != null ? flaw : rate.flaw("rate of a key");
        return flaw != null
                ? flaw
                : DispatchSettings.limitFlaw("backlogMax of a key", backlogMax, QueueLimits.BACKLOG_MAX);
    }
}
