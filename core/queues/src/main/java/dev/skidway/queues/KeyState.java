package dev.skidway.queues;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key beside its lanes: settings of its own, what is left of its rate, and how its jobs fare.
 *
 * <pre>
 *            failures in a row              pause over
 *   free ────────────────────► quarantined ───────────► probing
 *    ▲ ▲                            ▲                    │  │
 *    │ └── released by hand ────────┼────────────────────┤  │
 *    └───── the probe succeeded ────┼────────────────────┘  │
 *                                   └── the probe failed ───┘
 * </pre>
 *
 * Whether it lets its key be served follows from what is kept here, never from the clock: time comes as a timer that changes it.
 */
final class KeyState {

    static final int STRIKES_MAX = 6;

    /** The key, empty for the messages that have none. */
    final String name;

    KeySettings own = KeySettings.DEFAULT;
    /** What it may use: its own limits, and for the rest those that the queue gives every key. */
    KeyLimits limits = KeyLimits.NONE;

    final TokenBucket tokens = new TokenBucket();
    /** Attempts that failed in a row, the first of them at {@link #failingSinceMillis}. */
    int failures;

    long failingSinceMillis;
    /** End of the pause, which is over while it is probing; 0 while the key is free. */
    long quarantinedUntilMillis;

    boolean probing;
    /** Probes that failed in a row: each doubles the pause. */
    int strikes;

    long pausedSinceMillis;

    @Nullable KeyLanes lanes;

    long dueMillis = Long.MAX_VALUE;
    int dueIndex = IndexedHeap.ABSENT;
    int snapshotEpoch;

    KeyState(String name) {
        this.name = name;
    }

    /** Whether the key may be served. */
    boolean admits(int inFlight) {
        return roomBesideRate(inFlight) > 0 && hasToken();
    }

    /** Adds what keeps the key from being served; nothing just while it {@link #admits}. */
    void explain(int inFlight, List<Reason> reasons) {
        if (own.paused()) {
            reasons.add(Reason.of(
                    Reason.Kind.KEY_PAUSED, "The key is paused" + (own.note().isEmpty() ? "." : ": " + own.note())));
        }
        if (quarantined()) {
            reasons.add(Reason.until(
                    Reason.Kind.QUARANTINED,
                    "The key is in quarantine, because its jobs failed one after the other.",
                    quarantinedUntilMillis));
        } else if (places() <= inFlight) {
            reasons.add(Reason.concurrency(probing ? "probe" : "key", places()));
        }
        if (!hasToken()) {
            reasons.add(Reason.rate("key", tokens.nextTokenMillis(limits.rate())));
        }
    }

    boolean quarantined() {
        return quarantinedUntilMillis != 0 && !probing;
    }

    private boolean hasToken() {
        return !limits.rate().on() || tokens.level >= limits.rate().periodMillis();
    }

    /** Most of its messages that may be leased at once. */
    private int places() {
        int most = limits.concurrencyMax() == DispatchSettings.UNLIMITED ? Integer.MAX_VALUE : limits.concurrencyMax();
        return probing ? Math.min(1, most) : most;
    }

    private int roomBesideRate(int inFlight) {
        return own.paused() || quarantined() ? 0 : places() - inFlight;
    }

    /** How many of its messages may be leased at a time, if it may be served at all. */
    int room(int inFlight, long nowMillis) {
        return (int) Math.min(roomBesideRate(inFlight), tokens.tokens(limits.rate(), nowMillis));
    }

    void leased(long atMillis) {
        if (limits.rate().on()) {
            tokens.take(limits.rate(), atMillis);
        }
    }

    void succeeded() {
        failures = 0;
        if (probing) {
            release();
        }
    }

    void failed(QuarantinePolicy policy, long atMillis) {
        if (!policy.on() || (quarantined())) {
            return;
        }
        if (failures == 0 || atMillis - failingSinceMillis >= policy.windowMillis()) {
            failures = 0;
            failingSinceMillis = atMillis;
        }
        failures++;
        if (probing || failures >= policy.failures()) {
            strikes = probing ? Math.min(strikes + 1, STRIKES_MAX) : 0;
            failures = 0;
            probing = false;
            quarantinedUntilMillis = atMillis + (policy.pauseMillis() << strikes);
        }
    }

    void release() {
        failures = 0;
        probing = false;
        strikes = 0;
        quarantinedUntilMillis = 0;
    }

    /** Its limits or those of the queue changed. */
    void resolve(KeyLimits ofQueue, long atMillis) {
        KeyLimits before = limits;
        limits = own.over(ofQueue);
        if (!before.rate().equals(limits.rate())) {
            tokens.change(before.rate(), limits.rate(), atMillis);
        }
    }

    /** Engine time at which time alone changes it, or lets it be forgotten. */
    long nextDueMillis(QuarantinePolicy policy) {
        if (quarantined()) {
            return quarantinedUntilMillis;
        }
        if (lanes != null) {
            return tokens.nextTokenMillis(limits.rate());
        }
        return own.isDefault() ? forgetMillis(policy) : Long.MAX_VALUE;
    }

    /** Engine time from which on it says nothing that a new one would not. */
    private long forgetMillis(QuarantinePolicy policy) {
        long full = limits.rate().on() ? tokens.fullMillis(limits.rate()) : 0;
        long failed = failures > 0 ? failingSinceMillis + policy.windowMillis() : 0;
        long probed = probing ? quarantinedUntilMillis + policy.windowMillis() : 0;
        return Math.max(full, Math.max(failed, probed));
    }

    /** Whether nothing would be lost with it at a time. */
    boolean forgettable(QuarantinePolicy policy, long atMillis) {
        return lanes == null
                && own.isDefault()
                && (quarantinedUntilMillis == 0 || probing)
                && forgetMillis(policy) <= atMillis;
    }

    /** Time has come to {@link #nextDueMillis}. */
    void fire(long atMillis) {
        if (quarantined()) {
            probing = true;
        }
        if (limits.rate().on()) {
            tokens.refill(limits.rate(), atMillis);
        }
    }
}
