package dev.skidway.load;

import java.io.IOException;
import java.util.SplittableRandom;

/** Sends batch after batch of messages that are due at random times, until a side holds what it should. */
final class FarFiller extends Worker {

    private final Side side;
    private final SplittableRandom random;
    private final int fromSeconds;
    private final int toSeconds;
    private final int[] delaySeconds;
    private final QueueLink queue;

    FarFiller(RunState state, QueueLink queue, Side side, SplittableRandom random, TimersOptions options) {
        super(state, queue);
        this.queue = queue;
        this.side = side;
        this.random = random;
        fromSeconds = 2 * options.delaySeconds() + options.load().durationSeconds();
        toSeconds = Math.max(fromSeconds + 1, options.spanDays() * TimersOptions.SECONDS_PER_DAY);
        delaySeconds = new int[options.load().batch()];
    }

    @Override
    boolean done() {
        return side.pending() >= side.target;
    }

    @Override
    void turn() throws IOException {
        for (int i = 0; i < delaySeconds.length; i++) {
            delaySeconds[i] = random.nextInt(fromSeconds, toSeconds);
        }
        side.sent(queue.send(state.pace.now(), delaySeconds));
    }
}
