package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** The dispatch settings a request names; null leaves one as it is. A limit is taken away by {@link DispatchSettings#UNLIMITED} or {@link RateLimit#NONE}. */
public record DispatchChange(
        @Nullable Integer agingSharePercent,
        @Nullable Integer concurrencyMax,
        @Nullable RateLimit rate,
        @Nullable Boolean paused,
        @Nullable Boolean draining,
        @Nullable String note) {

    /** Changes nothing. */
    public static final DispatchChange NONE = new DispatchChange(null, null, null, null, null, null);

    /** Pauses a queue, or lets it go on. */
    public static DispatchChange pause(boolean paused, String note) {
        return new DispatchChange(null, null, null, paused, null, note);
    }

    /** Has a queue take nothing new, or take it again. */
    public static DispatchChange drain(boolean draining, String note) {
        return new DispatchChange(null, null, null, null, draining, note);
    }
}
