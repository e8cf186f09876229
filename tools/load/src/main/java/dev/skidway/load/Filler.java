package dev.skidway.load;

import java.io.IOException;

/** Sends batch after batch until a side holds what it should. */
final class Filler extends Worker {

    private final Side side;

    Filler(RunState state, QueueLink link, Side side) {
        super(state, link);
        this.side = side;
    }

    @Override
    boolean done() {
        return side.pending() >= side.target;
    }

    @Override
    void turn() throws IOException {
        link.aim(side.nextQueue());
        side.sent(send(state.pace.now()));
    }
}
