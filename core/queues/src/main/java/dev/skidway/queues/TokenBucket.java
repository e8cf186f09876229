package dev.skidway.queues;

import dev.skidway.base.Invariant;

/**
 * How much of a rate is left: whole numbers only, so that nothing is lost or won by rounding.
 *
 * <p>The level is counted in units of which a token has as many as the period has milliseconds, and each millisecond brings as many as
 * the rate has tokens in a period. The greatest level is 2^31 × 2^32 at most.
 */
final class TokenBucket {

    /** Units at {@link #atMillis}. */
    long level;

    long atMillis;

    /** Fills it for a rate that begins. */
    void fill(RateLimit rate, long nowMillis) {
        level = capacity(rate);
        atMillis = nowMillis;
    }

    static long capacity(RateLimit rate) {
        return Math.max(rate.burst() * rate.periodMillis(), 2 * rate.count());
    }

    private long levelAt(RateLimit rate, long nowMillis) {
        long room = capacity(rate) - level;
        long elapsed = Math.max(0, nowMillis - atMillis);
        // What comes is counted only as far as it fits: nothing overflows, however long it took.
        return elapsed >= Math.ceilDiv(room, rate.count()) ? level + room : level + elapsed * rate.count();
    }

    /** Tokens that may be taken at a time. */
    long tokens(RateLimit rate, long nowMillis) {
        return rate.on() ? levelAt(rate, nowMillis) / rate.periodMillis() : Long.MAX_VALUE;
    }

    /** Takes a token, which must be there. */
    void take(RateLimit rate, long nowMillis) {
        refill(rate, nowMillis);
        level -= rate.periodMillis();
        Invariant.check(level >= 0, "a rate is never exceeded", level, 0);
    }

    /** Counts what has come by now. */
    void refill(RateLimit rate, long nowMillis) {
        level = levelAt(rate, nowMillis);
        atMillis = Math.max(atMillis, nowMillis);
    }

    /** Engine time at which the next token comes, {@link Long#MAX_VALUE} if there is one already. */
    long nextTokenMillis(RateLimit rate) {
        return rate.on() && level < rate.periodMillis() ? after(rate.periodMillis() - level, rate) : Long.MAX_VALUE;
    }

    /** Engine time at which it is full. */
    long fullMillis(RateLimit rate) {
        return after(capacity(rate) - level, rate);
    }

    private long after(long units, RateLimit rate) {
        long millis = Math.ceilDiv(units, rate.count());
        return atMillis > Long.MAX_VALUE - 1 - millis ? Long.MAX_VALUE - 1 : atMillis + millis;
    }

    /** Keeps the whole tokens it has when the rate changes. */
    void change(RateLimit from, RateLimit to, long nowMillis) {
        if (!to.on()) {
            level = 0;
            atMillis = 0;
        } else if (!from.on()) {
            fill(to, nowMillis);
        } else {
            level = Math.min(tokens(from, nowMillis) * to.periodMillis(), capacity(to));
            atMillis = Math.max(atMillis, nowMillis);
        }
    }
}
