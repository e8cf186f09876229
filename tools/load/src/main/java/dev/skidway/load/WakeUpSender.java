package dev.skidway.load;

import java.io.IOException;
import java.util.SplittableRandom;

/** Sends one message whenever the last one is done and the receiver has had time to wait on the empty queue. */
final class WakeUpSender extends Worker {

    private static final long PAUSE_NANOS_MIN = 10_000_000;
    private static final long PAUSE_NANOS_MAX = 30_000_000;
    private static final long SEED = 20_260_101;

    private final SplittableRandom random = new SplittableRandom(SEED);

    WakeUpSender(RunState state, Link link) {
        super(state, link);
    }

    @Override
    boolean done() {
        return state.pace.over();
    }

    @Override
    void turn() throws IOException {
        state.pace.awaitNanos(state.pace.now() + random.nextLong(PAUSE_NANOS_MIN, PAUSE_NANOS_MAX));
        if (state.ledger.outstanding() == 0) {
            send(state.pace.now());
        }
    }
}
