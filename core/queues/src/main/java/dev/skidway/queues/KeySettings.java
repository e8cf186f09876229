package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * What one key has of its own; null where it has what the queue gives every key.
 *
 * @param weight how much lease time it may use for that of a key of weight 1
 * @param paused whether nothing of it is leased
 * @param note why it is paused
 */
public record KeySettings(
        int weight,
        @Nullable Integer concurrencyMax,
        @Nullable RateLimit rate,
        @Nullable Integer backlogMax,
        boolean paused,
        String note) {

    /** Nothing of its own. */
    public static final KeySettings DEFAULT = new KeySettings(1, null, null, null, false, "");

    KeySettings with(KeyChange change) {
        KeySettings base = change.reset() ? DEFAULT : this;
        return new KeySettings(
                change.weight() == null ? base.weight : change.weight(),
                change.concurrencyMax() == null ? base.concurrencyMax : change.concurrencyMax(),
                change.rate() == null ? base.rate : change.rate(),
                change.backlogMax() == null ? base.backlogMax : change.backlogMax(),
                change.paused() == null ? paused : change.paused(),
                change.note() == null ? note : change.note());
    }

    boolean isDefault() {
        return equals(DEFAULT);
    }

    /** What the key may use under the limits that its queue gives every key. */
    KeyLimits over(KeyLimits queue) {
        return new KeyLimits(
                concurrencyMax == null ? queue.concurrencyMax() : concurrencyMax,
                rate == null ? queue.rate() : rate,
                backlogMax == null ? queue.backlogMax() : backlogMax);
    }

    /** What is wrong with it, or null. */
    @Nullable String flaw() {
        String flaw = SettingsRules.outside("weight", weight, 1, QueueLimits.KEY_WEIGHT_MAX);
        flaw = flaw != null ? flaw : over(KeyLimits.NONE).flaw();
        return flaw != null ? flaw : DispatchSettings.noteFlaw(note);
    }
}
