package dev.skidway.queues;

import java.util.List;
import java.util.TreeMap;

/** A limit that several queues name: jobs at once and a rate, counted over all of them. */
final class SharedLimit {

    private static final long NEVER = -1;

    final LimitName name;
    int concurrencyMax;
    RateLimit rate;
    final TokenBucket tokens = new TokenBucket();
    /** When a place came free while all were taken, and nobody was told yet; else -1. */
    long freedAtMillis = NEVER;
    /** Jobs of its queues that are leased. */
    long inUse;
    /** The queues that name it. */
    final TreeMap<Long, Queue> users = new TreeMap<>();
    /** The queue that took a place last: those after it are told first. */
    long lastServed;

    long dueMillis = Long.MAX_VALUE;
    int dueIndex = IndexedHeap.ABSENT;
    int snapshotEpoch;

    SharedLimit(LimitName name, int concurrencyMax, RateLimit rate) {
        this.name = name;
        this.concurrencyMax = concurrencyMax;
        this.rate = rate;
    }

    long places() {
        return concurrencyMax == DispatchSettings.UNLIMITED ? Long.MAX_VALUE : concurrencyMax - inUse;
    }

    long room(long nowMillis) {
        return Math.min(places(), tokens.tokens(rate, nowMillis));
    }

    void explain(long nowMillis, List<Reason> reasons) {
        if (places() <= 0) {
            reasons.add(Reason.concurrency(name.name(), concurrencyMax));
        }
        if (tokens.tokens(rate, nowMillis) == 0) {
            reasons.add(Reason.rate(name.name(), tokens.nextTokenMillis(rate)));
        }
    }

    void leased(long queueId, long atMillis) {
        inUse++;
        lastServed = queueId;
        if (rate.on()) {
            tokens.take(rate, atMillis);
        }
    }

    void ended(long count, long atMillis) {
        boolean full = places() <= 0;
        inUse -= count;
        if (full && places() > 0 && freedAtMillis == NEVER) {
            freedAtMillis = atMillis;
        }
    }

    void change(int concurrency, RateLimit changed, long atMillis) {
        if (!rate.equals(changed)) {
            tokens.change(rate, changed, atMillis);
        }
        concurrencyMax = concurrency;
        rate = changed;
    }

    /** Engine time at which its queues are to be told that there is room again. */
    long nextDueMillis() {
        return freedAtMillis != NEVER ? freedAtMillis : tokens.nextTokenMillis(rate);
    }

    void fire(long atMillis) {
        freedAtMillis = NEVER;
        if (rate.on()) {
            tokens.refill(rate, atMillis);
        }
    }
}
