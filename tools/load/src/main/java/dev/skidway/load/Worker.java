package dev.skidway.load;

import java.io.IOException;

/** One connection's part in a run, with the latencies it saw. */
abstract class Worker implements Runnable {

    final RunState state;
    final Link link;
    final Latency sendLatency = new Latency();
    final Latency endToEndLatency = new Latency();
    final Latency receiveLatency = new Latency();

    Worker(RunState state, Link link) {
        this.state = state;
        this.link = link;
    }

    /** Whether this worker's part is over. */
    abstract boolean done();

    /** One turn of its loop. */
    abstract void turn() throws IOException;

    @Override
    public final void run() {
        while (!done() && !state.broken()) {
            try {
                turn();
            } catch (IOException failure) {
                recover(failure);
            }
        }
    }

    private void recover(IOException failure) {
        state.failed(failure);
        while (!state.broken()) {
            try {
                link.reopen();
                return;
            } catch (IOException again) {
                state.failed(again);
            }
        }
    }

    /** Sends a batch due at that time. */
    final int send(long dueNanos) throws IOException {
        int acknowledged = link.send(dueNanos);
        state.durableAnswers.increment();
        if (state.pace.measured(dueNanos) && acknowledged > 0) {
            sendLatency.record(state.pace.now() - dueNanos, acknowledged);
        }
        return acknowledged;
    }

    /** Receives and deletes one batch; returns how many messages that were. */
    final int receiveAndDelete() throws IOException {
        long askedNanos = state.pace.now();
        int count = link.receive();
        if (count == 0) {
            return 0;
        }
        long now = state.pace.now();
        if (state.pace.measured(askedNanos)) {
            receiveLatency.record(now - askedNanos);
        }
        for (int i = 0; i < count; i++) {
            if (state.pace.measured(link.intendedNanos(i))) {
                endToEndLatency.record(now - link.intendedNanos(i));
            }
        }
        state.somethingReceived();
        state.deleted.add(link.deleteReceived());
        state.durableAnswers.add(2);
        return count;
    }
}
