package dev.skidway.load;

import java.io.IOException;

/** Receives and deletes until its side holds no more than a floor, or until nothing came for longer than a lease lasts. */
final class Drainer extends Worker {

    private final QueueLink queue;
    private final Side side;
    private final long floor;

    Drainer(RunState state, QueueLink queue, Side side, long floor) {
        super(state, queue);
        this.queue = queue;
        this.side = side;
        this.floor = floor;
    }

    @Override
    boolean done() {
        return side.pending() <= floor || state.quiet();
    }

    @Override
    void turn() throws IOException {
        queue.aim(side.nextQueue());
        side.received(receiveAndDelete());
    }
}
