package dev.skidway.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How far the loud jobs of a burst are, and what the quiet ones met meanwhile. Safe for many threads. */
final class Burst {

    static final String LOUD = "loud";
    static final String QUIET = "quiet";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    final Latency before = new Latency();
    final Latency draining = new Latency();
    final Latency after = new Latency();
    final Latency whole = new Latency();

    private final long measureStartNanos;
    private final long dueNanos;
    private final long afterNanos;
    private final long silenceNanosMax;
    private final AtomicLong loudLeft;
    private final AtomicLong lastLoudNanos;
    private final CountDownLatch drained = new CountDownLatch(1);

    /**
     * A burst of so many jobs due at that time.
     *
     * @param afterSeconds how long the quiet ones go on once it is drained
     * @param silenceSecondsMax for how long nothing loud may come before the rest is taken for lost
     */
    Burst(long loud, long measureStartNanos, long dueNanos, int afterSeconds, int silenceSecondsMax) {
        this.measureStartNanos = measureStartNanos;
        this.dueNanos = dueNanos;
        afterNanos = afterSeconds * NANOS_PER_SECOND;
        silenceNanosMax = silenceSecondsMax * NANOS_PER_SECOND;
        loudLeft = new AtomicLong(loud);
        lastLoudNanos = new AtomicLong(dueNanos);
    }

    long dueNanos() {
        return dueNanos;
    }

    /** A loud job came. */
    void loud(long nowNanos) {
        if (loudLeft.get() > 0) {
            lastLoudNanos.accumulateAndGet(nowNanos, Math::max);
            if (loudLeft.decrementAndGet() == 0) {
                drained.countDown();
            }
        }
    }

    /** A quiet job that was to be sent at the first time came at the second. */
    synchronized void quiet(long sendDueNanos, long nowNanos) {
        if (sendDueNanos - measureStartNanos < 0) {
            return;
        }
        long nanos = nowNanos - sendDueNanos;
        whole.record(nanos);
        if (nowNanos - dueNanos < 0) {
            before.record(nanos);
        } else if (!drained() || sendDueNanos - lastLoudNanos.get() < 0) {
            draining.record(nanos);
        } else {
            after.record(nanos);
        }
    }

    /** Whether every loud job came. */
    boolean drained() {
        return drained.getCount() == 0;
    }

    /** Whether nothing more of it is to be expected. */
    boolean ended(long nowNanos) {
        return drained() || nowNanos - lastLoudNanos.get() > silenceNanosMax;
    }

    /** Whether the quiet jobs have gone on for long enough. */
    boolean over(long nowNanos) {
        return ended(nowNanos) && (!drained() || nowNanos - lastLoudNanos.get() >= afterNanos);
    }

    /** Waits until it ended, at most for so long; whether it did. */
    boolean awaitDrained(long millis) throws InterruptedException {
        return drained.await(millis, TimeUnit.MILLISECONDS);
    }

    /** From the time when the loud jobs were due to the receipt of the last of them. */
    double drainSeconds() {
        return (lastLoudNanos.get() - dueNanos) / (double) NANOS_PER_SECOND;
    }

    long loudLeft() {
        return loudLeft.get();
    }
}
