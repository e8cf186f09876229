package dev.skidway.load;

import java.io.IOException;
import java.util.Arrays;

/** Sends batches at fixed times, all with the same delay, until nothing that is due later counts. */
final class DelayedSender extends Worker {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long intervalNanos;
    private final long delayNanos;
    private final int[] delaySeconds;
    private final QueueLink queue;
    private long nextNanos;

    DelayedSender(RunState state, QueueLink queue, long firstNanos, long intervalNanos, int batch, int delay) {
        super(state, queue);
        this.queue = queue;
        nextNanos = firstNanos;
        this.intervalNanos = intervalNanos;
        delayNanos = delay * NANOS_PER_SECOND;
        delaySeconds = new int[batch];
        Arrays.fill(delaySeconds, delay);
    }

    @Override
    boolean done() {
        return nextNanos + delayNanos - state.pace.endNanos() >= 0;
    }

    @Override
    void turn() throws IOException {
        state.pace.awaitNanos(nextNanos);
        nextNanos += intervalNanos;
        // The delay begins when the server gets the message: what it is late counts from here.
        long fromNanos = state.pace.now();
        queue.send(fromNanos, delaySeconds);
        sendLatency.record(state.pace.now() - fromNanos);
    }
}
