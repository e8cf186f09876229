package dev.skidway.load;

import java.io.IOException;

/** Sends batches at fixed times; a late one keeps the time it was due, so waiting for the server counts as latency. */
final class RateSender extends Worker {

    private final long intervalNanos;
    private long dueNanos;

    /** The first batch is due at {@code firstNanos}, the others one interval after the other. */
    RateSender(RunState state, Link link, long firstNanos, long intervalNanos) {
        super(state, link);
        this.dueNanos = firstNanos;
        this.intervalNanos = intervalNanos;
    }

    @Override
    boolean done() {
        return dueNanos - state.pace.endNanos() >= 0;
    }

    @Override
    void turn() throws IOException {
        long due = dueNanos;
        dueNanos += intervalNanos;
        state.pace.awaitNanos(due);
        send(due);
    }
}
