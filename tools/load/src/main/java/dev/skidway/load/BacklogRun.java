package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The same load on top of a small and of a large backlog, one after the other and side by side on one server, so that the ratio of
 * their rates says what a backlog costs. Every lifecycle keeps the backlog at its size: a send, a receive and a delete.
 */
final class BacklogRun {

    private static final int VISIBILITY_SECONDS = 60;
    private static final int LONG_POLL_SECONDS = 1;
    private static final int LEAD_SECONDS = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final BacklogOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final PrintStream progress;
    private final Ledger ledger = new Ledger();
    private final BacklogReport report = new BacklogReport();

    BacklogRun(BacklogOptions options, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.time = time;
        this.progress = progress;
    }

    /** Runs to the end. Throws when the disk is too small, or when more requests failed than a run may lose. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        checkRoom();
        Side small = side("small", options.smallQueues(), options.smallGroups(), BacklogOptions.SMALL_PENDING);
        fill(small);
        window(small, options.load().warmupSeconds(), null);
        windows(small, report.small);
        report.atSmall = server.footprint();
        report.drainSmallPerSecond =
                drainOf(side("burst", small.queues.count(), small.queues.groups(), options.drained()));

        Side large = side("large", options.queues(), options.groups(), options.pending());
        say("filling %d messages", options.pending());
        report.fillPerSecond = fill(large);
        report.filled = server.footprint();
        for (int i = 0; i < options.windows(); i++) {
            window(large, options.load().durationSeconds(), report.large);
            window(small, options.load().durationSeconds(), report.smallBeside);
        }
        report.drainLargePerSecond = drain(large, large.target - options.drained());
        report.atLarge = server.footprint();
        if (options.restart()) {
            restart(large);
        }
        if (options.load().verify()) {
            say("draining everything");
            drain(small, 0);
            drain(large, 0);
        }
        return report.keys(settings(), options.load().verify() ? ledger : null);
    }

    /** Whether every acknowledged message came exactly once; true when that was not asked. */
    boolean right() {
        return !options.load().verify()
                || (ledger.outstanding() == 0 && ledger.duplicateCount() == 0 && ledger.alteredCount() == 0);
    }

    private void checkRoom() throws IOException {
        OptionalLong usable = server.usableBytes();
        say(
                "needs up to %d MiB of disk, found %s",
                options.diskBytes() >> 20, usable.isPresent() ? (usable.getAsLong() >> 20) + " MiB" : "unknown");
        if (usable.isPresent() && usable.getAsLong() < options.diskBytes()) {
            throw new SkidwayException(
                    LoadError.DISK_TOO_SMALL,
                    Severity.REFUSE_START,
                    "the run may need " + (options.diskBytes() >> 20) + " MiB for " + options.pending()
                            + " messages, but the disk has " + (usable.getAsLong() >> 20)
                            + " MiB left. Name a folder on a larger disk with --data, or lower --pending.");
        }
    }

    private Side side(String name, int queues, int groups, long target) throws IOException {
        String beginning = "load-" + name + "-" + Long.toHexString(time.wallMillis());
        String firstUrl = "";
        try (Control control = new Control(server.target())) {
            for (int i = 0; i < queues; i++) {
                String url = control.createQueue(QueueSet.name(beginning, i, options.fifo()), VISIBILITY_SECONDS);
                firstUrl = i == 0 ? url : firstUrl;
            }
        }
        return new Side(new QueueSet(firstUrl, queues, groups, options.fifo()), target);
    }

    /** Fills a side; returns messages a second. */
    private double fill(Side side) throws IOException, InterruptedException {
        long before = side.pending();
        long startNanos = time.monotonicNanos();
        together(side, (state, link) -> new Filler(state, link, side));
        return (side.pending() - before) / secondsBetween(startNanos, time.monotonicNanos());
    }

    /** Fills a side and takes it all away again. */
    private double drainOf(Side side) throws IOException, InterruptedException {
        fill(side);
        return drain(side, 0);
    }

    private double drain(Side side, long floor) throws IOException, InterruptedException {
        long before = side.pending();
        long startNanos = time.monotonicNanos();
        RunState state = together(side, (each, link) -> new Drainer(each, link, side, floor));
        // Not the time of the last answer: polls that find nothing more wait for their second.
        return (before - side.pending()) / secondsBetween(startNanos, state.lastReceiveNanos());
    }

    private void windows(Side side, Windows to) throws IOException, InterruptedException {
        for (int i = 0; i < options.windows(); i++) {
            window(side, options.load().durationSeconds(), to);
        }
    }

    private void restart(Side large) throws IOException, InterruptedException {
        say("killing the server and starting it again");
        report.restartSeconds = server.restart();
        report.restarted = server.footprint();
        fill(large);
        window(large, options.load().warmupSeconds(), null);
        windows(large, report.largeAfterRestart);
    }

    /** Keeps a side at its size for some seconds; what it measures goes into the given windows, if any. */
    private void window(Side side, int seconds, @Nullable Windows to) throws IOException, InterruptedException {
        RunState state = new RunState(new Pace(time, LEAD_SECONDS, seconds), VISIBILITY_SECONDS, ledger);
        try (Crew crew = new Crew()) {
            for (int i = 0; i < options.load().connections(); i++) {
                crew.add(new SteadyWorker(state, link(side), side));
            }
            crew.start("steady");
            state.pace.awaitNanos(state.pace.measureStartNanos());
            Reading before = Reading.of(state, server);
            state.awaitEnd();
            Reading after = Reading.of(state, server);
            crew.join();
            state.refuseWhenBroken();
            after.refusePretendedForces(before, options.load().connections());
            if (to != null) {
                to.add(before, after, crew.total(worker -> worker.receiveLatency));
                say("%d pending: %.0f lifecycles/s", side.target, after.lifecyclesPerSecondSince(before));
            }
        }
    }

    private RunState together(Side side, BiFunction<RunState, QueueLink, Worker> worker)
            throws IOException, InterruptedException {
        RunState state = new RunState(new Pace(time, 0, LoadOptions.SECONDS_MAX), VISIBILITY_SECONDS, ledger);
        try (Crew crew = new Crew()) {
            for (int i = 0; i < options.load().connections(); i++) {
                crew.add(worker.apply(state, link(side)));
            }
            crew.start("worker");
            crew.join();
            state.refuseWhenBroken();
            return state;
        }
    }

    private QueueLink link(Side side) throws IOException {
        LoadRun.Setting setting = new LoadRun.Setting(server.target(), side.queues, options.load());
        return new QueueLink(setting, ledger, LONG_POLL_SECONDS);
    }

    private static double secondsBetween(long startNanos, long endNanos) {
        return (endNanos - startNanos) / NANOS_PER_SECOND;
    }

    private void say(String format, Object... values) {
        progress.printf("backlog: " + format + "%n", values);
    }

    private Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(options.settings());
        settings.put("messages_acknowledged", ledger.acknowledgedCount());
        settings.put("force_probe_ms_p50", server.forceProbeMillis() < 0 ? null : server.forceProbeMillis());
        settings.put("file_system", server.storage());
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        settings.put("java", Runtime.version().toString());
        return settings;
    }
}
