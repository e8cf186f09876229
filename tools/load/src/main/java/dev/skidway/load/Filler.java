package dev.skidway.load;

import java.io.IOException;

/** Sends batch after batch until a side holds what it should. */
final class Filler extends Worker {

    private final QueueLink queue;
    private final Side side;

    Filler(RunState state, QueueLink queue, Side side) {
        super(state, queue);
        this.queue = queue;
        this.side = side;
    }

    @Override
    boolean done() {
        return side.pending() >= side.target;
    }

    @Override
    void turn() throws IOException {
        queue.aim(side.nextQueue());
        side.sent(send(state.pace.now()));
    }
}
