package dev.skidway.load;

import java.io.IOException;
import java.util.SplittableRandom;

/** Receives every message of a side once and deletes most of them; the others stay leased. */
final class Sweeper extends Worker {

    private final Side side;

    /** Keeps this share of the messages at random. */
    Sweeper(RunState state, QueueLink link, Side side, SplittableRandom random, int keptPerMille) {
        super(state, link);
        this.side = side;
        link.keepWhen(() -> random.nextInt(1000) < keptPerMille);
    }

    @Override
    boolean done() {
        return side.pending() <= 0 || state.quiet();
    }

    @Override
    void turn() throws IOException {
        link.aim(side.nextQueue());
        side.received(receiveAndDelete());
    }
}
