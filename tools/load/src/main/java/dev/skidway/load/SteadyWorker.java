package dev.skidway.load;

import java.io.IOException;

/** Sends to a queue, receives from it and deletes, so that its side keeps the number of messages it should hold. */
final class SteadyWorker extends Worker {

    private final Side side;

    SteadyWorker(RunState state, QueueLink link, Side side) {
        super(state, link);
        this.side = side;
    }

    @Override
    boolean done() {
        return state.pace.over();
    }

    @Override
    void turn() throws IOException {
        link.aim(side.nextQueue());
        if (side.pending() < side.target) {
            side.sent(send(state.pace.now()));
        }
        side.received(receiveAndDelete());
    }
}
