package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * What holds the messages of a queue back, and who goes first.
 *
 * @param agingSharePercent share of the leases that goes to the oldest job, whatever its priority; 0 for none
 * @param concurrencyMax most messages leased at once, or {@link #UNLIMITED}; a receive waits, where the queue's {@code inFlightMax} refuses it
 * @param rate how many messages may be leased in a time
 * @param paused whether nothing is leased
 * @param draining whether sends are refused, while what is there is worked off
 * @param note why it is paused or draining
 */
public record DispatchSettings(
        int agingSharePercent, int concurrencyMax, RateLimit rate, boolean paused, boolean draining, String note) {

    /** No limit on something that is counted. */
    public static final int UNLIMITED = -1;

    /** Nothing is held back, and the oldest job gets 5 percent. */
    public static final DispatchSettings DEFAULT = new DispatchSettings(5, UNLIMITED, RateLimit.NONE, false, false, "");

    DispatchSettings with(DispatchChange change) {
        return new DispatchSettings(
                change.agingSharePercent() == null ? agingSharePercent : change.agingSharePercent(),
                change.concurrencyMax() == null ? concurrencyMax : change.concurrencyMax(),
                change.rate() == null ? rate : change.rate(),
                change.paused() == null ? paused : change.paused(),
                change.draining() == null ? draining : change.draining(),
                change.note() == null ? note : change.note());
    }

    /** What is wrong with it, or null. */
    @Nullable String flaw() {
        String flaw = SettingsRules.outside("agingSharePercent", agingSharePercent, 0, QueueLimits.AGING_SHARE_MAX);
        flaw = flaw != null ? flaw : limitFlaw("concurrencyMax", concurrencyMax);
        flaw = flaw != null ? flaw : rate.flaw("rate");
        return flaw != null ? flaw : noteFlaw(note);
    }

    static @Nullable String limitFlaw(String what, long limit) {
        return limit == UNLIMITED
                ? null
                : limit == 0
                        ? "Expected " + what + " of 1 or more, or -1 for no limit, found 0; to have nothing run, pause."
                        : SettingsRules.outside(what, limit, 1, QueueLimits.CONCURRENCY_MAX);
    }

    static @Nullable String noteFlaw(String note) {
        return Fields.isText(note)
                ? SettingsRules.outside("note bytes", Fields.utf8(note).length, 0, QueueLimits.NOTE_BYTES_MAX)
                : "Expected a note of whole characters, found half a surrogate pair.";
    }
}
