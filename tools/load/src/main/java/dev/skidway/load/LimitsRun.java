package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same load over many keys on a queue without limits and on one with limits of every key, in turns, so that the ratio of their rates
 * says what limits cost; then on queues whose limits hold jobs back, to see that they are kept.
 */
final class LimitsRun {

    private static final int LONG_POLL_SECONDS = 1;
    /** How long workers keep jobs where limits hold others back, so that one too many is seen beside them. */
    private static final int TIGHT_HOLD_MILLIS = 5;
    /** A connection that breaks frees places which the client still counts, so one failure is too many. */
    private static final int FAILURES_MAX = 0;

    private final LimitsOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final Sides sides;
    private final String suffix;
    private final LimitsSide free;
    private final LimitsSide limited;
    private final LimitsSide tightConcurrency;
    private final LimitsSide tightRate;

    LimitsRun(LimitsOptions options, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.time = time;
        sides = new Sides(options.load(), server, time, progress);
        suffix = Long.toHexString(time.wallMillis());
        free = side("free", KeyLimits.NONE, options.keys());
        limited = side("limited", options.wide(), options.keys());
        tightConcurrency = side("concurrency", LimitsOptions.tightConcurrency(), options.tightKeys());
        tightRate = side("rate", options.tightRate(), options.tightKeys());
    }

    private LimitsSide side(String name, KeyLimits limits, int keys) {
        return new LimitsSide("load-" + name + "-" + suffix, limits, keys);
    }

    /** Runs to the end. Throws at the first request that failed: from there on nobody could be blamed. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        try (NativeControl control = new NativeControl(server.target())) {
            for (LimitsSide side : all()) {
                control.createQueue(side.queue, LimitsTurn.LEASE_SECONDS, side.limits.settings());
            }
            for (int i = 0; i < options.windows(); i++) {
                // Who begins changes, so that a machine that becomes slower is fair to both.
                turn(i % 2 == 0 ? free : limited, options.load().warmupSeconds(), 0);
                turn(i % 2 == 0 ? limited : free, options.load().warmupSeconds(), 0);
            }
            turn(tightConcurrency, 0, TIGHT_HOLD_MILLIS);
            turn(tightRate, 0, TIGHT_HOLD_MILLIS);
            for (LimitsSide side : all()) {
                control.deleteQueue(side.queue);
            }
        }
        return keys();
    }

    /** Whether no limit was exceeded and every acknowledged job came exactly once. */
    boolean right() {
        return overLimit() == 0 && sides.ledger.exact();
    }

    private List<LimitsSide> all() {
        return List.of(free, limited, tightConcurrency, tightRate);
    }

    private long overLimit() {
        return all().stream().mapToLong(side -> side.checker.overLimit()).sum();
    }

    private void turn(LimitsSide side, int warmupSeconds, int holdMillis) throws IOException, InterruptedException {
        LoadOptions load = options.load();
        RunState state = new RunState(
                new Pace(time, warmupSeconds, load.durationSeconds()),
                LimitsTurn.LEASE_SECONDS,
                sides.ledger,
                FAILURES_MAX);
        LoadRun.Setting setting = new LoadRun.Setting(server.target(), QueueSet.single(side.queue), load);
        LimitsTurn turn = new LimitsTurn(side, load, holdMillis);
        try (Crew crew = new Crew()) {
            for (int i = 0; i < load.connections(); i++) {
                crew.add(new LimitsWorker(state, new GrpcLink(setting, state, LONG_POLL_SECONDS), turn));
            }
            crew.start("limits");
            state.pace.awaitNanos(state.pace.measureStartNanos());
            Reading before = Reading.of(state, server);
            state.awaitEnd();
            Reading after = Reading.of(state, server);
            crew.join();
            state.refuseWhenBroken();
            after.refusePretendedForces(before, 2 * load.connections());
            side.windows.add(before, after, crew.total(worker -> worker.receiveLatency));
            sides.say(
                    "%s: %.0f lifecycles/s, %d over a limit",
                    side.queue, after.lifecyclesPerSecondSince(before), side.checker.overLimit());
        }
    }

    private Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("ratio", Windows.ratio(limited.windows.perSecond(), free.windows.perSecond()));
        keys.put("ratio_server_cpu", Windows.ratio(limited.windows.serverMicros(), free.windows.serverMicros()));
        keys.put("over_limit", overLimit());
        keys.put("lost", sides.ledger.outstanding());
        keys.put("duplicates", sides.ledger.duplicateCount());
        keys.put("free", free.windows.keys());
        keys.put("limited", keys(limited));
        keys.put("tight_concurrency", keys(tightConcurrency));
        keys.put("tight_rate", keys(tightRate));
        Map<String, @Nullable Object> settings = options.settings();
        settings.put("altered", sides.ledger.alteredCount());
        settings.put("messages_acknowledged", sides.ledger.acknowledgedCount());
        server.describe(settings);
        keys.put("settings", settings);
        return keys;
    }

    private static Map<String, @Nullable Object> keys(LimitsSide side) {
        Map<String, @Nullable Object> keys = side.windows.keys();
        keys.put("held_of_a_key_max", side.checker.heldMost());
        keys.put("over_concurrency", side.checker.overConcurrency.sum());
        keys.put("over_rate", side.checker.overRate.sum());
        return keys;
    }
}
