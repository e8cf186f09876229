package dev.skidway.load;

import java.io.IOException;
import java.util.SplittableRandom;

/** Receives every message of a side once and deletes most of them; the others stay leased. */
final class Sweeper extends Worker {

    private final QueueLink queue;
    private final Side side;

    /** Keeps this share of the messages at random. */
    Sweeper(RunState state, QueueLink queue, Side side, SplittableRandom random, int keptPerMille) {
        super(state, queue);
        this.queue = queue;
        this.side = side;
        queue.keepWhen(() -> random.nextInt(1000) < keptPerMille);
    }

    @Override
    boolean done() {
        return side.pending() <= 0 || state.quiet();
    }

    @Override
    void turn() throws IOException {
        queue.aim(side.nextQueue());
        side.received(receiveAndDelete());
    }
}
