package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Replays a job log through a fresh queue: jobs arrive when they did, scaled, and workers hold them as long as they ran. */
final class TraceRun {

    private static final int LONG_POLL_SECONDS = 1;

    private final TraceOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;

    TraceRun(TraceOptions options, ServerUnderTest server, TimeSource time) {
        this.options = options;
        this.server = server;
        this.time = time;
    }

    TraceReport run() throws IOException, InterruptedException {
        try (Control control = new Control(server.target())) {
            String queueUrl = control.createQueue(
                    "trace-" + Long.toHexString(time.wallMillis()) + "-"
                            + ProcessHandle.current().pid(),
                    options.visibilitySeconds());
            TraceReport report = replay(queueUrl);
            control.deleteQueue(queueUrl);
            return report;
        }
    }

    private TraceReport replay(String queueUrl) throws IOException, InterruptedException {
        RunState state = new RunState(new Pace(time, 0, LoadOptions.SECONDS_MAX), options.visibilitySeconds());
        state.ledger.take(options.jobs().size());
        LoadOptions single =
                new LoadOptions(Mode.WAKEUP, 1, MessageBody.HEAD_BYTES, 1, 2, LoadOptions.SECONDS_MAX, 0, true);
        LoadRun.Setting setting = new LoadRun.Setting(server.target(), QueueSet.single(queueUrl), single);
        List<JobWorker> workers = new ArrayList<>();
        try {
            long startNanos = state.pace.now();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < options.workers(); i++) {
                JobWorker worker = new JobWorker(
                        options, state, startNanos, new QueueLink(setting, state.ledger, LONG_POLL_SECONDS));
                workers.add(worker);
                threads.add(Thread.ofPlatform().daemon().name("worker-" + i).start(worker));
            }
            new JobSender(options, state, startNanos, server.target(), queueUrl).run();
            state.sendersDone();
            for (Thread thread : threads) {
                thread.join();
            }
            state.refuseWhenBroken();
            double seconds = (state.pace.now() - startNanos) / 1e9;
            return report(state, workers, seconds);
        } finally {
            for (JobWorker worker : workers) {
                worker.close();
            }
        }
    }

    private TraceReport report(RunState state, List<JobWorker> workers, double seconds) {
        TraceReport report = new TraceReport(
                options, state.ledger, state.deleted.sum(), seconds, state.failureCount(), server.storage());
        for (JobWorker worker : workers) {
            report.add(worker);
        }
        return report;
    }
}
