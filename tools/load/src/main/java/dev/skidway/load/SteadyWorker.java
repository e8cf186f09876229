package dev.skidway.load;

import java.io.IOException;

/** Sends to a queue, receives from it and deletes, so that its side keeps the number of messages it should hold. */
final class SteadyWorker extends Worker {

    private final QueueLink queue;
    private final Side side;

    SteadyWorker(RunState state, QueueLink queue, Side side) {
        super(state, queue);
        this.queue = queue;
        this.side = side;
    }

    @Override
    boolean done() {
        return state.pace.over();
    }

    @Override
    void turn() throws IOException {
        queue.aim(side.nextQueue());
        if (side.pending() < side.target) {
            side.sent(send(state.pace.now()));
        }
        side.received(receiveAndDelete());
    }
}
