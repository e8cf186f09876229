package dev.skidway.load;

import java.io.IOException;

/** Sends a batch, receives as many messages, deletes them, and starts again at once. */
final class LifecycleWorker extends Worker {

    LifecycleWorker(RunState state, Link link) {
        super(state, link);
    }

    @Override
    boolean done() {
        return state.pace.over();
    }

    @Override
    void turn() throws IOException {
        int owed = send(state.pace.now());
        while (owed > 0 && !done()) {
            int count = receiveAndDelete();
            owed = count == 0 ? 0 : owed - count;
        }
    }
}
