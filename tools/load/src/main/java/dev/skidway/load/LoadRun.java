package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One measurement: a fresh queue, workers on their threads, readings at both ends of the measured time, then draining. */
final class LoadRun {

    private static final int VISIBILITY_SECONDS = 30;
    private static final int LONG_POLL_SECONDS = 1;
    private static final int WAKE_UP_POLL_SECONDS = 20;
    private static final double NANOS_PER_SECOND = 1e9;
    /** How far below the smallest honest number of forces a run may lie: readings are not taken at one instant. */
    private static final double FORCES_SHARE_MIN = 0.5;

    /** The fixed surroundings of every worker. */
    record Setting(Target target, String queueUrl, LoadOptions options) {}

    private final LoadOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;

    LoadRun(LoadOptions options, ServerUnderTest server, TimeSource time) {
        this.options = options;
        this.server = server;
        this.time = time;
    }

    /** Runs to the end. Throws when more requests failed than a run may lose, or when durability looks pretended. */
    LoadReport run() throws IOException, InterruptedException {
        try (Control control = new Control(server.target())) {
            String name = "load-" + Long.toHexString(time.wallMillis()) + "-"
                    + ProcessHandle.current().pid();
            String queueUrl = control.createQueue(name, VISIBILITY_SECONDS);
            LoadReport report = measure(new Setting(server.target(), queueUrl, options));
            control.deleteQueue(queueUrl);
            return report;
        }
    }

    private LoadReport measure(Setting setting) throws IOException, InterruptedException {
        RunState state =
                new RunState(new Pace(time, options.warmupSeconds(), options.durationSeconds()), VISIBILITY_SECONDS);
        List<Worker> senders = new ArrayList<>();
        List<Worker> receivers = new ArrayList<>();
        try {
            open(setting, state, senders, receivers);
            List<Thread> sending = start(senders, "sender");
            List<Thread> receiving = start(receivers, "receiver");
            state.pace.awaitNanos(state.pace.measureStartNanos());
            Reading before = read(state);
            awaitEnd(state);
            Reading after = read(state);
            join(sending);
            state.sendersDone();
            if (options.mode() == Mode.SATURATE) {
                receivers.add(new Receiver(state, new QueueLink(setting, state.ledger, LONG_POLL_SECONDS)));
                receiving = start(receivers, "receiver");
            }
            join(receiving);
            state.refuseWhenBroken();
            refusePretendedForces(before, after);
            return report(state, before, after, senders, receivers);
        } finally {
            for (Worker worker : senders) {
                worker.link.close();
            }
            for (Worker worker : receivers) {
                worker.link.close();
            }
        }
    }

    private void open(Setting setting, RunState state, List<Worker> senders, List<Worker> receivers)
            throws IOException {
        switch (options.mode()) {
            case SATURATE -> {
                for (int i = 0; i < options.connections(); i++) {
                    senders.add(new LifecycleWorker(state, new QueueLink(setting, state.ledger, LONG_POLL_SECONDS)));
                }
            }
            case RATE -> openForRate(setting, state, senders, receivers);
            case WAKEUP -> {
                senders.add(new WakeUpSender(state, new QueueLink(setting, state.ledger, LONG_POLL_SECONDS)));
                receivers.add(new Receiver(state, new QueueLink(setting, state.ledger, WAKE_UP_POLL_SECONDS)));
            }
        }
    }

    private void openForRate(Setting setting, RunState state, List<Worker> senders, List<Worker> receivers)
            throws IOException {
        int senderCount = options.connections() / 2;
        double betweenBatchesNanos = NANOS_PER_SECOND * options.batch() / options.rate();
        long startNanos = state.pace.now();
        for (int i = 0; i < senderCount; i++) {
            long firstNanos = startNanos + (long) (betweenBatchesNanos * i);
            long intervalNanos = (long) (betweenBatchesNanos * senderCount);
            QueueLink link = new QueueLink(setting, state.ledger, LONG_POLL_SECONDS);
            senders.add(new RateSender(state, link, firstNanos, intervalNanos));
        }
        for (int i = senderCount; i < options.connections(); i++) {
            receivers.add(new Receiver(state, new QueueLink(setting, state.ledger, LONG_POLL_SECONDS)));
        }
    }

    private static List<Thread> start(List<Worker> workers, String name) {
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : workers) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name(name + "-" + threads.size())
                    .start(worker));
        }
        return threads;
    }

    /** Waits for the end of the measured time, or until the run is broken. */
    private static void awaitEnd(RunState state) {
        while (!state.pace.over() && !state.broken()) {
            long soon = state.pace.now() + TimeUnit.MILLISECONDS.toNanos(100);
            state.pace.awaitNanos(Math.min(soon, state.pace.endNanos()));
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Reading read(RunState state) throws IOException {
        return new Reading(
                state.pace.now(), state.deleted.sum(), state.durableAnswers.sum(), ownCpuSeconds(), server.usage());
    }

    private static double ownCpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / NANOS_PER_SECOND;
    }

    /**
     * Each connection has one request in flight and each answer waits for a force, so one force can release at most one
     * answer per connection. Far fewer forces than that mean answers that were not durable.
     */
    private void refusePretendedForces(Reading before, Reading after) {
        Double forcesBefore = before.usage().forces();
        Double forcesAfter = after.usage().forces();
        if (forcesBefore == null || forcesAfter == null) {
            return;
        }
        double forces = forcesAfter - forcesBefore;
        double needed = (double) (after.durableAnswers() - before.durableAnswers()) / options.connections();
        if (forces < needed * FORCES_SHARE_MIN) {
            throw new SkidwayException(
                    LoadError.FORCES_MISSING,
                    Severity.FAIL_REQUEST,
                    "the server answered %d durable requests over %d connections with %.0f forces; at least %.0f are needed. Its answers are not durable."
                            .formatted(
                                    after.durableAnswers() - before.durableAnswers(),
                                    options.connections(),
                                    forces,
                                    needed));
        }
    }

    private LoadReport report(
            RunState state, Reading before, Reading after, List<Worker> senders, List<Worker> receivers) {
        Latency send = new Latency();
        Latency endToEnd = new Latency();
        for (List<Worker> workers : List.of(senders, receivers)) {
            for (Worker worker : workers) {
                send.add(worker.sendLatency);
                endToEnd.add(worker.endToEndLatency);
            }
        }
        return new LoadReport(
                options,
                send,
                endToEnd,
                state.ledger,
                state.failureCount(),
                before,
                after,
                server.storage(),
                server.forceProbeMillis());
    }
}
