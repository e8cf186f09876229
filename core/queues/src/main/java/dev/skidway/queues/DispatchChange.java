package dev.skidway.queues;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dispatch settings a request names; null leaves one as it is. A limit is taken away by {@link DispatchSettings#UNLIMITED} or {@link RateLimit#NONE}. */
public record DispatchChange(
        @Nullable Integer agingSharePercent,
        @Nullable Integer concurrencyMax,
        @Nullable RateLimit rate,
        @Nullable Boolean paused,
        @Nullable Boolean draining,
        @Nullable String note,
        @Nullable KeyLimits keys,
        @Nullable List<String> limits,
        @Nullable QuarantinePolicy quarantine) {

    /** A change of what concerns the queue as a whole. */
    public DispatchChange(
            @Nullable Integer agingSharePercent,
            @Nullable Integer concurrencyMax,
            @Nullable RateLimit rate,
            @Nullable Boolean paused,
            @Nullable Boolean draining,
            @Nullable String note) {
        this(agingSharePercent, concurrencyMax, rate, paused, draining, note, null, null, null);
    }

    /** Changes nothing. */
    public static final DispatchChange NONE = new DispatchChange(null, null, null, null, null, null);

    /** Gives every key of a queue limits. */
    public static DispatchChange keys(KeyLimits keys) {
        return new DispatchChange(null, null, null, null, null, null, keys, null, null);
    }

    /** Has a queue use shared limits, and no others. */
    public static DispatchChange limits(List<String> names) {
        return new DispatchChange(null, null, null, null, null, null, null, names, null);
    }

    /** Has keys put aside whose jobs fail. */
    public static DispatchChange quarantine(QuarantinePolicy quarantine) {
        return new DispatchChange(null, null, null, null, null, null, null, null, quarantine);
    }

    /** Pauses a queue, or lets it go on. */
    public static DispatchChange pause(boolean paused, String note) {
        return new DispatchChange(null, null, null, paused, null, note);
    }

    /** Has a queue take nothing new, or take it again. */
    public static DispatchChange drain(boolean draining, String note) {
        return new DispatchChange(null, null, null, null, draining, note);
    }
}
