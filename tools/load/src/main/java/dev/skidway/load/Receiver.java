package dev.skidway.load;

import java.io.IOException;

/** Receives by long poll and deletes, until everything that was acknowledged has come. */
final class Receiver extends Worker {

    Receiver(RunState state, Link link) {
        super(state, link);
    }

    @Override
    boolean done() {
        return state.drained();
    }

    @Override
    void turn() throws IOException {
        receiveAndDelete();
    }
}
