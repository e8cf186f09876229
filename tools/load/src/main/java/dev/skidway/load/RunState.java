package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the workers of a run share: the books, the pace, counters, and the first reason to give up. */
final class RunState {

    static final int FAILURES_MAX = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int QUIET_SECONDS_BEYOND_LEASE = 5;

    final Ledger ledger;
    final Pace pace;
    final LongAdder deleted = new LongAdder();
    /** Answers that promised durability: sends, receives that leased something, deletes. */
    final LongAdder durableAnswers = new LongAdder();

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final long quietNanosMax;
    private final int failuresMax;
    private volatile boolean sendersDone;
    private volatile long lastReceiveNanos;

    /** Receivers give up once nothing came for a little longer than the given lease. */
    RunState(Pace pace, int visibilitySeconds) {
        this(pace, visibilitySeconds, new Ledger());
    }

    /** One part of a run that keeps its books over several. */
    RunState(Pace pace, int visibilitySeconds, Ledger ledger) {
        this(pace, visibilitySeconds, ledger, FAILURES_MAX);
    }

    /** The same with another number of failed requests that it may meet. */
    RunState(Pace pace, int visibilitySeconds, Ledger ledger, int failuresMax) {
        this.pace = pace;
        this.failuresMax = failuresMax;
        this.ledger = ledger;
        quietNanosMax = (visibilitySeconds + QUIET_SECONDS_BEYOND_LEASE) * NANOS_PER_SECOND;
        lastReceiveNanos = pace.now();
    }

    /** Counts a failed request; the worker goes on with a new connection unless the run is {@link #broken()}. */
    void failed(IOException failure) {
        firstFailure.compareAndSet(null, failure.toString());
        failures.incrementAndGet();
    }

    int failureCount() {
        return failures.get();
    }

    boolean broken() {
        return failures.get() > failuresMax;
    }

    /** Refuses to report a run that met more failures than its bound. */
    void refuseWhenBroken() {
        if (broken()) {
            throw new SkidwayException(
                    LoadError.UNEXPECTED_ANSWER,
                    Severity.FAIL_REQUEST,
                    "more than " + failuresMax + " requests failed, the first with: " + firstFailure.get()
                            + ". Look at the server's log, then run again.");
        }
    }

    /** Waits for the end of the measured time, or until the run is broken. */
    void awaitEnd() {
        while (!pace.over() && !broken()) {
            long soon = pace.now() + TimeUnit.MILLISECONDS.toNanos(100);
            pace.awaitNanos(Math.min(soon, pace.endNanos()));
        }
    }

    void sendersDone() {
        lastReceiveNanos = pace.now();
        sendersDone = true;
    }

    void somethingReceived() {
        lastReceiveNanos = pace.now();
    }

    /** Whether receivers may stop: everything acknowledged was received, or nothing came for longer than a lease lasts. */
    boolean drained() {
        if (broken()) {
            return true;
        }
        return sendersDone && (ledger.outstanding() == 0 || quiet());
    }

    /** When something came last. */
    long lastReceiveNanos() {
        return lastReceiveNanos;
    }

    /** Whether nothing came for longer than a lease lasts. */
    boolean quiet() {
        return pace.now() - lastReceiveNanos > quietNanosMax;
    }
}
