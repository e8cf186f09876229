package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;

/** One measurement: a fresh queue, workers on their threads, readings at both ends of the measured time, then draining. */
final class LoadRun {

    private static final int VISIBILITY_SECONDS = 30;
    private static final int LONG_POLL_SECONDS = 1;
    private static final int WAKE_UP_POLL_SECONDS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The fixed surroundings of every worker. */
    record Setting(Target target, QueueSet queues, LoadOptions options) {}

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
        String name = "load-" + Long.toHexString(time.wallMillis()) + "-"
                + ProcessHandle.current().pid();
        if (options.protocol() == Protocol.GRPC) {
            try (NativeControl control = new NativeControl(server.target())) {
                control.createQueue(name, VISIBILITY_SECONDS);
                LoadReport report = measure(new Setting(server.target(), QueueSet.single(name), options));
                control.deleteQueue(name);
                return report;
            }
        }
        try (Control control = new Control(server.target())) {
            String queueUrl = control.createQueue(name, VISIBILITY_SECONDS);
            LoadReport report = measure(new Setting(server.target(), QueueSet.single(queueUrl), options));
            control.deleteQueue(queueUrl);
            return report;
        }
    }

    private LoadReport measure(Setting setting) throws IOException, InterruptedException {
        RunState state =
                new RunState(new Pace(time, options.warmupSeconds(), options.durationSeconds()), VISIBILITY_SECONDS);
        try (Crew senders = new Crew();
                Crew receivers = new Crew()) {
            open(setting, state, senders, receivers);
            senders.start("sender");
            receivers.start("receiver");
            state.pace.awaitNanos(state.pace.measureStartNanos());
            Reading before = Reading.of(state, server);
            state.awaitEnd();
            Reading after = Reading.of(state, server);
            senders.join();
            state.sendersDone();
            if (options.mode() == Mode.SATURATE) {
                receivers.add(new Receiver(state, link(setting, state, LONG_POLL_SECONDS)));
                receivers.start("receiver");
            }
            receivers.join();
            state.refuseWhenBroken();
            // On a native link a push may be durable beside an answer.
            int answersAtOnce = options.protocol() == Protocol.GRPC ? 2 : 1;
            after.refusePretendedForces(before, answersAtOnce * options.connections());
            return report(state, before, after, senders, receivers);
        }
    }

    private static Link link(Setting setting, RunState state, int waitSeconds) throws IOException {
        return switch (setting.options().protocol()) {
            case SQS -> new QueueLink(setting, state.ledger, waitSeconds);
            case GRPC -> new GrpcLink(setting, state, waitSeconds);
        };
    }

    private void open(Setting setting, RunState state, Crew senders, Crew receivers) throws IOException {
        switch (options.mode()) {
            case SATURATE -> {
                for (int i = 0; i < options.connections(); i++) {
                    senders.add(new LifecycleWorker(state, link(setting, state, LONG_POLL_SECONDS)));
                }
            }
            case RATE -> openForRate(setting, state, senders, receivers);
            case WAKEUP -> {
                senders.add(new WakeUpSender(state, link(setting, state, LONG_POLL_SECONDS)));
                receivers.add(new Receiver(state, link(setting, state, WAKE_UP_POLL_SECONDS)));
            }
            case BACKLOG, SPACE, IDLE, TIMERS, BURST, LIMITS ->
                throw new IllegalArgumentException("runs of their own: " + options.mode());
        }
    }

    private void openForRate(Setting setting, RunState state, Crew senders, Crew receivers) throws IOException {
        int senderCount = options.connections() / 2;
        double betweenBatchesNanos = NANOS_PER_SECOND * options.batch() / options.rate();
        long startNanos = state.pace.now();
        for (int i = 0; i < senderCount; i++) {
            long firstNanos = startNanos + (long) (betweenBatchesNanos * i);
            long intervalNanos = (long) (betweenBatchesNanos * senderCount);
            Link link = link(setting, state, LONG_POLL_SECONDS);
            senders.add(new RateSender(state, link, firstNanos, intervalNanos));
        }
        for (int i = senderCount; i < options.connections(); i++) {
            receivers.add(new Receiver(state, link(setting, state, LONG_POLL_SECONDS)));
        }
    }

    private LoadReport report(RunState state, Reading before, Reading after, Crew senders, Crew receivers) {
        Latency send = senders.total(worker -> worker.sendLatency);
        send.add(receivers.total(worker -> worker.sendLatency));
        Latency endToEnd = senders.total(worker -> worker.endToEndLatency);
        endToEnd.add(receivers.total(worker -> worker.endToEndLatency));
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
