package dev.skidway.load;

import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends loud jobs, all due at the same time, until so many are stored. */
final class BurstFiller extends Worker {

    private final GrpcLink jobs;
    private final AtomicLong left;
    private final int batch;
    private final JobStamp stamp;

    /** A filler that takes what it sends from what is left. */
    BurstFiller(RunState state, GrpcLink jobs, AtomicLong left, int batch, Timestamp due) {
        super(state, jobs);
        this.jobs = jobs;
        this.left = left;
        this.batch = batch;
        stamp = (job, number) -> job.setKey(Burst.LOUD).setDueAt(due);
    }

    @Override
    boolean done() {
        return left.get() <= 0;
    }

    @Override
    void turn() throws IOException {
        int count = (int) Math.min(batch, left.getAndUpdate(all -> Math.max(0, all - batch)));
        if (count == 0) {
            return;
        }
        int stored = 0;
        try {
            stored = jobs.send(state.pace.now(), count, stamp);
        } finally {
            left.addAndGet(count - stored);
        }
        state.deleted.add(stored);
        if (stored < count) {
            throw new UnexpectedAnswer(count + " jobs stored", stored + ", the others refused");
        }
    }
}
