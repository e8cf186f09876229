package dev.skidway.load;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a server hands out beyond the limits of keys, as far as a client can prove it. Safe for many threads.
 *
 * <p>Jobs at once: a job counts from when it was received, later than its lease began, until before it is reported done, earlier than its
 * lease ends. So more of a key than its limit were under a lease at one moment.
 *
 * <p>Rate: a job was leased after its send began and before it was received. So of the jobs that were sent after one moment and received
 * before another, all were leased between the two, and the bucket held no more than its burst at the first. Two spans of each key are
 * looked at: from its first job on, which finds a rate that is too high, and from the last moment by which its bucket may have been full
 * again, which finds a burst that is too large. For the milliseconds in which a server may count, and for clocks that do not run alike, a
 * little is allowed on top.
 */
final class LimitsChecker {

    private static final double NANOS_PER_SECOND = 1e9;
    /** Buckets are filled in steps of a millisecond, at both ends of a span. */
    private static final double STEPS_SECONDS = 0.002;

    private static final double CLOCKS_APART = 0.001;

    final LongAdder overConcurrency = new LongAdder();
    final LongAdder overRate = new LongAdder();

    private final KeyLimits limits;
    private final double most;
    private final AtomicIntegerArray held;
    private final AtomicLong heldMost = new AtomicLong();
    private final Spans[] spans;

    /** Jobs of one key that were leased within a span of time. */
    private static final class Spans {
        private long latestNanos;
        private long firstNanos;
        private long fromFirst;
        private long fullNanos;
        private long fromFull;
    }

    LimitsChecker(KeyLimits limits, int keys) {
        this.limits = limits;
        held = new AtomicIntegerArray(keys);
        double burst = Math.max(limits.burst(), Math.ceil(limits.perSecond() * STEPS_SECONDS));
        most = burst + limits.perSecond() * STEPS_SECONDS;
        spans = new Spans[keys];
        for (int i = 0; i < keys; i++) {
            spans[i] = new Spans();
        }
    }

    /** A job of a key was received whose send began at the first time; call it before anything else is done with the job. */
    void received(int key, long sendBeganNanos, long nowNanos) {
        int holds = held.incrementAndGet(key);
        if (limits.concurrency() > 0 && holds > limits.concurrency()) {
            overConcurrency.increment();
        }
        if (holds > heldMost.get()) {
            heldMost.accumulateAndGet(holds, Math::max);
        }
        if (limits.perSecond() > 0) {
            began(spans[key], sendBeganNanos, nowNanos);
        }
    }

    /** A job of a key is going to be reported done. */
    void finishing(int key) {
        held.decrementAndGet(key);
    }

    /** The most jobs of a key that were held at once. */
    long heldMost() {
        return heldMost.get();
    }

    long overLimit() {
        return overConcurrency.sum() + overRate.sum();
    }

    private void began(Spans of, long sendBeganNanos, long nowNanos) {
        synchronized (of) {
            boolean first = of.fromFirst == 0;
            // Threads come in any order; a span that ends later never blames more.
            long now = first ? nowNanos : Math.max(of.latestNanos, nowNanos);
            of.latestNanos = now;
            if (first) {
                of.firstNanos = sendBeganNanos;
            }
            if (first || refill(now - of.fullNanos) >= of.fromFull) {
                of.fullNanos = sendBeganNanos;
                of.fromFull = 0;
            }
            of.fromFirst += sendBeganNanos - of.firstNanos >= 0 ? 1 : 0;
            of.fromFull += sendBeganNanos - of.fullNanos >= 0 ? 1 : 0;
            if (tooMany(of.fromFirst, now - of.firstNanos) || tooMany(of.fromFull, now - of.fullNanos)) {
                overRate.increment();
            }
        }
    }

    private boolean tooMany(long jobs, long nanos) {
        return jobs > most + refill(nanos) * (1 + CLOCKS_APART);
    }

    private double refill(long nanos) {
        return limits.perSecond() * (nanos / NANOS_PER_SECOND);
    }
}
