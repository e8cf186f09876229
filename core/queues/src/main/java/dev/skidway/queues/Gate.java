package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What lets a queue as a whole lease, or does not: its limits, those that it shares, and its pause; and whose turn the oldest job's is. */
final class Gate {

    final TokenBucket tokens = new TokenBucket();
    /** Where the count to the next lease for the oldest job stands. */
    int sharePercent;
    /** Since when it has been paused, or draining if it is not paused; 0 if neither. */
    long heldSinceMillis;

    private final Queue queue;
    private final SharedLimits limits;
    private List<SharedLimit> shared = List.of();

    Gate(Queue queue, SharedLimits limits, long createdAtMillis) {
        this.queue = queue;
        this.limits = limits;
        tokens.change(RateLimit.NONE, rate(), createdAtMillis);
        heldSinceMillis = held(settings()) ? createdAtMillis : 0;
    }

    private DispatchSettings settings() {
        return queue.settings.dispatch();
    }

    private RateLimit rate() {
        return settings().rate();
    }

    private static boolean held(DispatchSettings settings) {
        return settings.paused() || settings.draining();
    }

    boolean uses(SharedLimit limit) {
        return shared.contains(limit);
    }

    /** How many more may be leased at once as far as the queue alone is concerned. */
    long places() {
        int concurrencyMax = settings().concurrencyMax();
        long most = concurrencyMax == DispatchSettings.UNLIMITED
                ? queue.settings.inFlightMax()
                : Math.min(queue.settings.inFlightMax(), concurrencyMax);
        return most - queue.messages.leases.count();
    }

    /** How many may be leased at a time; 0 or less for none. */
    long room(long nowMillis) {
        if (settings().paused()) {
            return 0;
        }
        long room = Math.min(places(), tokens.tokens(rate(), nowMillis));
        for (SharedLimit limit : shared) {
            room = Math.min(room, limit.room(nowMillis));
        }
        return room;
    }

    /** Adds what keeps the queue as a whole from giving anything out; nothing just while {@link #room} is above 0. */
    void explain(long nowMillis, List<Reason> reasons) {
        if (settings().paused()) {
            reasons.add(Reason.of(
                    Reason.Kind.QUEUE_PAUSED,
                    "The queue is paused"
                            + (settings().note().isEmpty()
                                    ? "."
                                    : ": " + settings().note())));
        }
        if (queue.messages.leases.count() >= queue.settings.inFlightMax()) {
            reasons.add(Reason.of(
                    Reason.Kind.IN_FLIGHT_MAX,
                    "All " + queue.settings.inFlightMax() + " jobs that may be in flight in the queue are."));
        } else if (places() <= 0) {
            reasons.add(Reason.concurrency("queue", settings().concurrencyMax()));
        }
        if (tokens.tokens(rate(), nowMillis) == 0) {
            reasons.add(Reason.rate("queue", tokens.nextTokenMillis(rate())));
        }
        for (SharedLimit limit : shared) {
            limit.explain(nowMillis, reasons);
        }
    }

    void leased(long atMillis) {
        sharePercent = (sharePercent + settings().agingSharePercent()) % 100;
        if (rate().on()) {
            tokens.take(rate(), atMillis);
        }
        for (SharedLimit limit : shared) {
            limits.leased(limit, queue.id(), atMillis);
        }
    }

    void ended(long count, long atMillis) {
        for (SharedLimit limit : shared) {
            limits.ended(limit, count, atMillis);
        }
    }

    /** Engine time of the next token of an empty bucket. */
    long nextDueMillis() {
        return tokens.nextTokenMillis(rate());
    }

    void fire(long atMillis) {
        tokens.refill(rate(), atMillis);
    }

    /** To be called when other settings hold than {@code before}. */
    void changed(DispatchSettings before, long atMillis) {
        if (!before.rate().equals(rate())) {
            tokens.change(before.rate(), rate(), atMillis);
        }
        if (!held(settings())) {
            heldSinceMillis = 0;
        } else if (!held(before) || before.paused() != settings().paused()) {
            heldSinceMillis = atMillis;
        }
        if (!before.limits().equals(settings().limits())) {
            leave(atMillis);
            join();
        }
    }

    /** Counts what is leased now under the limits that the settings name. */
    void join() {
        List<SharedLimit> joined = new ArrayList<>();
        for (String name : settings().limits()) {
            SharedLimit limit = limits.find(new LimitName(queue.name().namespace(), name));
            Invariant.check(limit != null, "a limit that a queue names exists");
            joined.add(Objects.requireNonNull(limit));
        }
        shared = List.copyOf(joined);
        for (SharedLimit limit : shared) {
            limit.users.put(queue.id(), queue);
            limit.inUse += queue.messages.leases.count();
        }
    }

    /** The queue goes, or names other limits. */
    void leave(long atMillis) {
        ended(queue.messages.leases.count(), atMillis);
        for (SharedLimit limit : shared) {
            limit.users.remove(queue.id());
        }
        shared = List.of();
    }

    /** What is remembered of it in a snapshot. */
    void restore(int share, long heldSince, long units, long atMillis) {
        sharePercent = share;
        heldSinceMillis = heldSince;
        tokens.level = units;
        tokens.atMillis = atMillis;
    }
}
