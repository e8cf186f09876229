package dev.skidway.load;

import dev.skidway.v1.NewJob;
import java.util.concurrent.atomic.AtomicInteger;

/** One time in which workers go through a queue with limits, and what they share in it. */
final class LimitsTurn {

    static final int LEASE_SECONDS = 60;
    /** Half a lease: a job may have waited in this process for as long before it was looked at. */
    private static final long HELD_NANOS_MAX = LEASE_SECONDS * 1_000_000_000L / 2;

    private final LimitsSide side;
    private final int batch;
    private final int holdMillis;
    private final AtomicInteger sending;

    LimitsTurn(LimitsSide side, LoadOptions load, int holdMillis) {
        this.side = side;
        batch = load.batch();
        this.holdMillis = holdMillis;
        sending = new AtomicInteger(load.connections());
    }

    LimitsChecker checker() {
        return side.checker;
    }

    int batch() {
        return batch;
    }

    /** How long a worker keeps a batch before it reports it done. */
    int holdMillis() {
        return holdMillis;
    }

    long heldNanosMax() {
        return HELD_NANOS_MAX;
    }

    int key(long number) {
        return (int) Math.floorMod(number, (long) side.names.length);
    }

    String name(int key) {
        return side.names[key];
    }

    void stamp(NewJob.Builder job, long number) {
        job.setKey(name(key(number)));
    }

    /** A worker sends no more; the last one says so to all. */
    void senderDone(RunState state) {
        if (sending.decrementAndGet() == 0) {
            state.sendersDone();
        }
    }
}
