package dev.skidway.load;

import java.io.IOException;

/** Takes whatever comes, loud or quiet, and finishes it at once. */
final class BurstWorker extends Worker {

    private final GrpcLink jobs;
    private final Burst burst;

    BurstWorker(RunState state, GrpcLink jobs, Burst burst) {
        super(state, jobs);
        this.jobs = jobs;
        this.burst = burst;
    }

    @Override
    boolean done() {
        return state.drained();
    }

    @Override
    void turn() throws IOException {
        int count = jobs.receive();
        if (count == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            switch (jobs.key(i)) {
                case Burst.LOUD -> burst.loud(jobs.arrivedNanos(i));
                case Burst.QUIET -> burst.quiet(jobs.intendedNanos(i), jobs.arrivedNanos(i));
                default -> throw new UnexpectedAnswer("the key loud or quiet", "\"" + jobs.key(i) + "\"");
            }
        }
        state.somethingReceived();
        state.deleted.add(jobs.deleteReceived());
        state.durableAnswers.add(2);
    }
}
