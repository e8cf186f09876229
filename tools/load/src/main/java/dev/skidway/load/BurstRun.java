package dev.skidway.load;

import com.google.protobuf.Timestamp;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Many jobs of one key come due in the same second: what does another key notice that sends a few all the time? */
final class BurstRun {

    private static final int LEASE_SECONDS = 30;
    private static final int SILENCE_SECONDS_MAX = LEASE_SECONDS + 5;
    private static final int LONG_POLL_SECONDS = 1;
    private static final long LOOK_MILLIS = 100;
    private static final long LEAD_NANOS = 1_000_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final BurstOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final Sides sides;
    private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();

    BurstRun(BurstOptions options, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.time = time;
        sides = new Sides(options.load(), server, time, progress);
    }

    /** Runs to the end. Throws when the filling takes too long, or when more requests failed than a run may lose. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        sides.checkRoom(BacklogOptions.diskBytes(options.pending(), options.load()));
        String name = "load-burst-" + Long.toHexString(time.wallMillis());
        LoadRun.Setting setting = new LoadRun.Setting(server.target(), QueueSet.single(name), options.load());
        try (NativeControl control = new NativeControl(server.target())) {
            control.createQueue(name, LEASE_SECONDS);
            rehearse(setting);
            long dueSecond = time.wallMillis() / MILLIS_PER_SECOND + 1 + options.dueInSeconds();
            long dueNanos =
                    time.monotonicNanos() + (dueSecond * MILLIS_PER_SECOND - time.wallMillis()) * NANOS_PER_MILLI;
            sides.say(
                    "filling %d jobs that are due in %d s",
                    options.pending(), dueSecond - time.wallMillis() / MILLIS_PER_SECOND);
            long startNanos = time.monotonicNanos();
            long loud = fill(setting, options.pending(), dueSecond);
            keys.put("fill_per_s", loud / secondsSince(startNanos));
            keys.put("filled", server.footprint().keys());
            refuseWhenLate(dueNanos);
            measure(setting, loud, dueNanos);
            control.deleteQueue(name);
        }
        return keys;
    }

    /** Whether every acknowledged job came exactly once. */
    boolean right() {
        return sides.ledger.exact();
    }

    /** Works off jobs that count nowhere: a server that runs for a while has compiled what it does then, and so has the client. */
    private void rehearse(LoadRun.Setting setting) throws IOException, InterruptedException {
        if (options.rehearsed() == 0) {
            return;
        }
        sides.say("rehearsing with %d jobs", options.rehearsed());
        fill(setting, options.rehearsed(), time.wallMillis() / MILLIS_PER_SECOND);
        RunState state = endlessState();
        Burst uncounted = new Burst(options.rehearsed(), state.pace.now(), state.pace.now(), 0, SILENCE_SECONDS_MAX);
        state.sendersDone();
        try (Crew workers = new Crew()) {
            addWorkers(workers, setting, state, uncounted);
            workers.start("rehearsing");
            workers.join();
        }
        state.refuseWhenBroken();
    }

    /** Stores so many loud jobs that are due in that second of the wall clock. */
    private long fill(LoadRun.Setting setting, long count, long dueSecond) throws IOException, InterruptedException {
        RunState state = endlessState();
        AtomicLong left = new AtomicLong(count);
        Timestamp due = Timestamp.newBuilder().setSeconds(dueSecond).build();
        int batch = options.load().batch();
        try (Crew crew = new Crew()) {
            for (int i = 0; i < options.load().connections(); i++) {
                crew.add(new BurstFiller(state, new GrpcLink(setting, state, LONG_POLL_SECONDS), left, batch, due));
            }
            crew.start("filler");
            crew.join();
        }
        state.refuseWhenBroken();
        return state.deleted.sum();
    }

    private RunState endlessState() {
        return new RunState(new Pace(time, 0, LoadOptions.SECONDS_MAX), LEASE_SECONDS, sides.ledger);
    }

    private void refuseWhenLate(long dueNanos) {
        long lateNanos =
                time.monotonicNanos() - dueNanos + options.load().warmupSeconds() * MILLIS_PER_SECOND * NANOS_PER_MILLI;
        if (lateNanos >= 0) {
            throw new SkidwayException(
                    LoadError.FILLED_TOO_LATE,
                    Severity.FAIL_REQUEST,
                    "the filling and --warmup end %.1f s after the jobs are due. Raise --delay, now %d s."
                            .formatted(lateNanos / NANOS_PER_SECOND, options.delaySeconds()));
        }
    }

    private void measure(LoadRun.Setting setting, long loud, long dueNanos) throws IOException, InterruptedException {
        LoadOptions load = options.load();
        sides.say("%d a second of the quiet key, before and while %d are due", load.rate(), loud);
        RunState state = new RunState(
                new Pace(time, load.warmupSeconds(), LoadOptions.SECONDS_MAX), LEASE_SECONDS, sides.ledger);
        Burst burst =
                new Burst(loud, state.pace.measureStartNanos(), dueNanos, load.durationSeconds(), SILENCE_SECONDS_MAX);
        try (Crew senders = new Crew();
                Crew workers = new Crew()) {
            open(setting, state, burst, senders, workers);
            workers.start("worker");
            senders.start("sender");
            // A moment earlier: the server has better things to do then.
            state.pace.awaitNanos(dueNanos - LEAD_NANOS);
            Reading before = Reading.of(state, server);
            state.pace.awaitNanos(dueNanos);
            sides.say("they are due");
            while (!burst.awaitDrained(LOOK_MILLIS) && !burst.ended(state.pace.now()) && !state.broken()) {
                // Only looking whether it came to an end of another kind.
            }
            Reading after = Reading.of(state, server);
            Map<String, @Nullable Object> drained = server.footprint().keys();
            senders.join();
            state.sendersDone();
            workers.join();
            state.refuseWhenBroken();
            after.refusePretendedForces(before, 2 * load.connections());
            report(burst, loud, after.serverCpuMicrosPerMessageSince(before), drained);
            keys.put(
                    "quiet_send_ms", senders.total(worker -> worker.sendLatency).keys(1));
            keys.put("lost", sides.ledger.outstanding());
            keys.put("duplicates", sides.ledger.duplicateCount());
            keys.put("settings", settings(state));
        }
    }

    private void open(LoadRun.Setting setting, RunState state, Burst burst, Crew senders, Crew workers)
            throws IOException {
        double betweenNanos = NANOS_PER_SECOND / options.load().rate();
        long startNanos = state.pace.now();
        for (int i = 0; i < options.senders(); i++) {
            senders.add(new QuietSender(
                    state,
                    new GrpcLink(setting, state, LONG_POLL_SECONDS),
                    burst,
                    startNanos + (long) (betweenNanos * i),
                    (long) (betweenNanos * options.senders())));
        }
        addWorkers(workers, setting, state, burst);
    }

    private void addWorkers(Crew workers, LoadRun.Setting setting, RunState state, Burst burst) throws IOException {
        for (int i = 0; i < options.workers(); i++) {
            workers.add(new BurstWorker(state, new GrpcLink(setting, state, LONG_POLL_SECONDS), burst));
        }
    }

    private void report(Burst burst, long loud, @Nullable Double cpuMicros, Map<String, @Nullable Object> drained) {
        keys.put("quiet_before_ms", burst.before.keys(1));
        keys.put("quiet_draining_ms", burst.draining.keys(1));
        keys.put("quiet_after_ms", burst.after.keys(1));
        keys.put("quiet_whole_ms", burst.whole.keys(1));
        long came = loud - burst.loudLeft();
        keys.put("loud", came);
        keys.put("drain_s", burst.drainSeconds());
        keys.put("drain_per_s", came / Math.max(1e-9, burst.drainSeconds()));
        keys.put("server_cpu_us_per_job", cpuMicros);
        keys.put("drained", drained);
    }

    private Map<String, @Nullable Object> settings(RunState state) {
        Map<String, @Nullable Object> settings = options.settings();
        settings.put("altered", sides.ledger.alteredCount());
        settings.put("failed_requests", state.failureCount());
        server.describe(settings);
        return settings;
    }

    private double secondsSince(long startNanos) {
        return Math.max(1e-9, (time.monotonicNanos() - startNanos) / NANOS_PER_SECOND);
    }
}
