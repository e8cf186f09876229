package dev.skidway.queues;

import java.util.List;
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
 * @param keys what each key may use that has nothing of its own
 * @param limits names of shared limits that it uses as well
 * @param quarantine when a key is put aside because its jobs fail
 */
public record DispatchSettings(
        int agingSharePercent,
        int concurrencyMax,
        RateLimit rate,
        boolean paused,
        boolean draining,
        String note,
        KeyLimits keys,
        List<String> limits,
        QuarantinePolicy quarantine) {

    /** No limit on something that is counted. */
    public static final int UNLIMITED = -1;

    /** Nothing is held back, and the oldest job gets 5 percent. */
    public static final DispatchSettings DEFAULT = new DispatchSettings(
            5, UNLIMITED, RateLimit.NONE, false, false, "", KeyLimits.NONE, List.of(), QuarantinePolicy.NONE);

    DispatchSettings with(DispatchChange change) {
        return new DispatchSettings(
                change.agingSharePercent() == null ? agingSharePercent : change.agingSharePercent(),
                change.concurrencyMax() == null ? concurrencyMax : change.concurrencyMax(),
                change.rate() == null ? rate : change.rate(),
                change.paused() == null ? paused : change.paused(),
                change.draining() == null ? draining : change.draining(),
                change.note() == null ? note : change.note(),
                change.keys() == null ? keys : change.keys(),
                change.limits() == null ? limits : List.copyOf(change.limits()),
                change.quarantine() == null ? quarantine : change.quarantine());
    }

    /** What is wrong with it, or null. */
    @Nullable String flaw() {
        String flaw = SettingsRules.outside("agingSharePercent", agingSharePercent, 0, QueueLimits.AGING_SHARE_MAX);
        flaw = flaw != null ? flaw : limitFlaw("concurrencyMax", concurrencyMax);
        flaw = flaw != null ? flaw : rate.flaw("rate");
        flaw = flaw != null ? flaw : noteFlaw(note);
        flaw = flaw != null ? flaw : keys.flaw();
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("shared limits", limits.size(), 0, QueueLimits.SHARED_LIMITS_PER_QUEUE_MAX);
        flaw = flaw != null || limits.stream().distinct().count() == limits.size()
                ? flaw
                : "Expected each shared limit once, found one twice.";
        return flaw != null ? flaw : quarantine.flaw();
    }

    static @Nullable String limitFlaw(String what, long limit) {
        return limitFlaw(what, limit, QueueLimits.CONCURRENCY_MAX);
    }

    static @Nullable String limitFlaw(String what, long limit, int max) {
        return limit == UNLIMITED
                ? null
                : limit == 0
                        ? "Expected " + what + " of 1 or more, or -1 for no limit, found 0; to have nothing run, pause."
                        : SettingsRules.outside(what, limit, 1, max);
    }

    static @Nullable String noteFlaw(String note) {
        return Fields.isText(note)
                ? SettingsRules.outside("note bytes", Fields.utf8(note).length, 0, QueueLimits.NOTE_BYTES_MAX)
                : "Expected a note of whole characters, found half a surrogate pair.";
    }
}
