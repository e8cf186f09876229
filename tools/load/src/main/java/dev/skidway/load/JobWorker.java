package dev.skidway.load;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Takes one job at a time, holds it for its scaled run time, and deletes it. */
final class JobWorker implements Runnable {

    final Latency waits = new Latency();
    final Map<Integer, Latency> waitsByUser = new HashMap<>();

    private final TraceOptions options;
    private final RunState state;
    private final long startNanos;
    private final QueueLink link;

    JobWorker(TraceOptions options, RunState state, long startNanos, QueueLink link) {
        this.options = options;
        this.state = state;
        this.startNanos = startNanos;
        this.link = link;
    }

    @Override
    public void run() {
        while (!state.drained()) {
            try {
                if (link.receive() > 0) {
                    hold(link.number(0));
                }
            } catch (IOException failure) {
                reopenAfter(failure);
            }
        }
    }

    void close() throws IOException {
        link.close();
    }

    private void hold(long number) throws IOException {
        if (number < 0 || number >= options.jobs().size()) {
            throw new UnexpectedAnswer("a job of this log", "number " + number);
        }
        int job = (int) number;
        long received = state.pace.now();
        long waited = received - (startNanos + options.dueNanos(job));
        waits.record(waited);
        waitsByUser
                .computeIfAbsent(options.jobs().get(job).user(), user -> new Latency())
                .record(waited);
        state.somethingReceived();
        state.pace.awaitNanos(received + options.runNanos(job));
        state.deleted.add(link.deleteReceived());
    }

    private void reopenAfter(IOException failure) {
        state.failed(failure);
        try {
            link.reopen();
        } catch (IOException again) {
            state.failed(again);
        }
    }
}
