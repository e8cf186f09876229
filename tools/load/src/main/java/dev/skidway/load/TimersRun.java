package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Many messages that are due in days, and on top of them some that are due soon, at a rate: how late do those come? */
final class TimersRun {

    private static final int VISIBILITY_SECONDS = 60;
    private static final int SEED = 7;
    private static final int LONG_POLL_SECONDS = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final TimersOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final Sides sides;

    TimersRun(TimersOptions options, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.time = time;
        sides = new Sides(options.load(), server, time, progress);
    }

    /** Runs to the end. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        Side far = queue("far", options.pending());
        Side soon = queue("soon", 0);
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        sides.say("filling %d messages due within %d days", options.pending(), options.spanDays());
        SplittableRandom seeds = new SplittableRandom(SEED);
        long startNanos = time.monotonicNanos();
        sides.together(far, (state, link) -> new FarFiller(state, link, far, seeds.split(), options));
        keys.put(
                "fill_per_s",
                options.pending() / Math.max(1e-9, (time.monotonicNanos() - startNanos) / NANOS_PER_SECOND));
        keys.put("filled", server.footprint().keys());
        keys.put("late_ms", measure(soon));
        keys.put("measured", server.footprint().keys());
        if (options.restart()) {
            sides.say("killing the server and starting it again");
            keys.put("restart_s", server.restart());
            keys.put("restarted", server.footprint().keys());
            keys.put("late_after_restart_ms", measure(soon));
            keys.put("measured_after_restart", server.footprint().keys());
        }
        Map<String, @Nullable Object> settings = options.settings();
        server.describe(settings);
        keys.put("settings", settings);
        return keys;
    }

    private Side queue(String name, long pending) throws IOException {
        try (Control control = new Control(server.target())) {
            String url = control.createQueue(
                    "load-" + name + "-" + Long.toHexString(time.wallMillis()),
                    VISIBILITY_SECONDS,
                    options.retentionSeconds());
            return new Side(QueueSet.single(url), pending);
        }
    }

    /** Sends at the rate; what is due within the measured time counts, from when it was due to when it was received. */
    private Map<String, @Nullable Object> measure(Side soon) throws IOException, InterruptedException {
        LoadOptions load = options.load();
        sides.say("%d a second, due after %d s each", load.rate(), options.delaySeconds());
        RunState state = new RunState(
                new Pace(time, options.delaySeconds() + load.warmupSeconds(), load.durationSeconds()),
                VISIBILITY_SECONDS);
        try (Crew senders = new Crew();
                Crew receivers = new Crew()) {
            int senderCount = load.connections() / 2;
            double betweenNanos = NANOS_PER_SECOND * load.batch() / load.rate();
            for (int i = 0; i < senderCount; i++) {
                long firstNanos = state.pace.now() + (long) (betweenNanos * i);
                long intervalNanos = (long) (betweenNanos * senderCount);
                senders.add(new DelayedSender(
                        state, link(state, soon), firstNanos, intervalNanos, load.batch(), options.delaySeconds()));
            }
            for (int i = senderCount; i < load.connections(); i++) {
                receivers.add(new Receiver(state, link(state, soon)));
            }
            senders.start("sender");
            receivers.start("receiver");
            state.awaitEnd();
            senders.join();
            state.sendersDone();
            receivers.join();
            state.refuseWhenBroken();
            return late(receivers.total(worker -> worker.endToEndLatency));
        }
    }

    private QueueLink link(RunState state, Side side) throws IOException {
        return new QueueLink(
                new LoadRun.Setting(server.target(), side.queues, options.load()), state.ledger, LONG_POLL_SECONDS);
    }

    private static Map<String, @Nullable Object> late(Latency latency) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("p50", latency.millisAt(50));
        keys.put("p99", latency.millisAt(99));
        keys.put("max", latency.millisMax());
        keys.put("messages", latency.count());
        return keys;
    }
}
