package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * When a key is put aside because its jobs fail, so that it does not use up workers.
 *
 * <p>An attempt fails when its lease runs out, its worker says so, or its message is given back by a change of visibility; it succeeds
 * when its message is deleted or finished. After {@code failures} failed attempts of a key in a row, all within {@code windowMillis},
 * nothing of the key is leased for {@code pauseMillis}. Then one job is, as a probe: if it succeeds, the key is free again, otherwise there
 * is a pause again, twice as long, up to 64 times.
 *
 * @param failures 1 to {@link QueueLimits#QUARANTINE_FAILURES_MAX}; 0 for no quarantine
 */
public record QuarantinePolicy(int failures, long windowMillis, long pauseMillis) {

    /** No key is ever put aside. */
    public static final QuarantinePolicy NONE = new QuarantinePolicy(0, 0, 0);

    /** Whether keys are put aside at all. */
    public boolean on() {
        return failures != 0;
    }

    /** What is wrong with it, or null. */
    @Nullable String flaw() {
        if (equals(NONE)) {
            return null;
        }
        String flaw = SettingsRules.outside("quarantine failures", failures, 1, QueueLimits.QUARANTINE_FAILURES_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("quarantine window", windowMillis, 1, QueueLimits.QUARANTINE_MILLIS_MAX);
        return flaw != null
                ? flaw
                : SettingsRules.outside("quarantine pause", pauseMillis, 1, QueueLimits.QUARANTINE_MILLIS_MAX);
    }
}
