package dev.skidway.load;

import java.io.IOException;

/** Sends single quiet jobs at fixed times until the burst is over; a late one keeps the time it was due. */
final class QuietSender extends Worker {

    private static final JobStamp STAMP = (job, number) -> job.setKey(Burst.QUIET);

    private final GrpcLink jobs;
    private final Burst burst;
    private final long intervalNanos;
    private long dueNanos;

    QuietSender(RunState state, GrpcLink jobs, Burst burst, long firstNanos, long intervalNanos) {
        super(state, jobs);
        this.jobs = jobs;
        this.burst = burst;
        this.intervalNanos = intervalNanos;
        dueNanos = firstNanos;
    }

    @Override
    boolean done() {
        return burst.over(dueNanos);
    }

    @Override
    void turn() throws IOException {
        long due = dueNanos;
        dueNanos += intervalNanos;
        state.pace.awaitNanos(due);
        if (jobs.send(due, 1, STAMP) > 0) {
            state.durableAnswers.increment();
            if (state.pace.measured(due)) {
                sendLatency.record(state.pace.now() - due);
            }
        }
    }
}
