package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Makes sets of queues on a server, fills them and takes from them, with all connections at once and one book for all. */
final class Sides {

    static final int LONG_POLL_SECONDS = 1;
    private static final int QUIET_SECONDS = 60;
    private static final double NANOS_PER_SECOND = 1e9;

    final Ledger ledger = new Ledger();
    private final LoadOptions load;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final PrintStream progress;

    Sides(LoadOptions load, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.load = load;
        this.server = server;
        this.time = time;
        this.progress = progress;
    }

    /** Creates numbered queues whose leases last that long. */
    Side create(String name, QueueSpread spread, long target, int visibilitySeconds) throws IOException {
        String beginning = "load-" + name + "-" + Long.toHexString(time.wallMillis());
        String firstUrl = "";
        try (Control control = new Control(server.target())) {
            for (int i = 0; i < spread.queues(); i++) {
                String url = control.createQueue(QueueSet.name(beginning, i, spread.fifo()), visibilitySeconds);
                firstUrl = i == 0 ? url : firstUrl;
            }
        }
        return new Side(new QueueSet(firstUrl, spread.queues(), spread.groups(), spread.fifo()), target);
    }

    /** Fills a side up to its target; returns messages a second. */
    double fill(Side side) throws IOException, InterruptedException {
        long before = side.pending();
        long startNanos = time.monotonicNanos();
        together(side, (state, link) -> new Filler(state, link, side));
        return (side.pending() - before) / secondsBetween(startNanos, time.monotonicNanos());
    }

    /** Takes messages away until no more than a floor is left; returns messages a second. */
    double drain(Side side, long floor) throws IOException, InterruptedException {
        long before = side.pending();
        long startNanos = time.monotonicNanos();
        RunState state = together(side, (each, link) -> new Drainer(each, link, side, floor));
        // Not the time of the last answer: polls that find nothing more wait for their second.
        return (before - side.pending()) / secondsBetween(startNanos, state.lastReceiveNanos());
    }

    /** Has one worker on every connection do its part, to its end. */
    RunState together(Side side, BiFunction<RunState, QueueLink, Worker> worker)
            throws IOException, InterruptedException {
        RunState state = new RunState(new Pace(time, 0, LoadOptions.SECONDS_MAX), QUIET_SECONDS, ledger);
        try (Crew crew = new Crew()) {
            for (int i = 0; i < load.connections(); i++) {
                crew.add(worker.apply(state, link(side)));
            }
            crew.start("worker");
            crew.join();
            state.refuseWhenBroken();
            return state;
        }
    }

    QueueLink link(Side side) throws IOException {
        return new QueueLink(new LoadRun.Setting(server.target(), side.queues, load), ledger, LONG_POLL_SECONDS);
    }

    /** Refuses to begin when the disk has less room than that. */
    void checkRoom(long neededBytes) throws IOException {
        OptionalLong usable = server.usableBytes();
        say(
                "needs up to %d MiB of disk, found %s",
                neededBytes >> 20, usable.isPresent() ? (usable.getAsLong() >> 20) + " MiB" : "unknown");
        if (usable.isPresent() && usable.getAsLong() < neededBytes) {
            throw new SkidwayException(
                    LoadError.DISK_TOO_SMALL,
                    Severity.REFUSE_START,
                    "the run may need " + (neededBytes >> 20) + " MiB, but the disk has " + (usable.getAsLong() >> 20)
                            + " MiB left. Name a folder on a larger disk with --data, or lower --pending.");
        }
    }

    void say(String format, Object... values) {
        progress.printf("load: " + format + "%n", values);
    }

    private static double secondsBetween(long startNanos, long endNanos) {
        return (endNanos - startNanos) / NANOS_PER_SECOND;
    }
}
