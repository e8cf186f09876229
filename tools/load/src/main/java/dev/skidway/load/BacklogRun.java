package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same load on top of a small and of a large backlog, one after the other and side by side on one server, so that the ratio of
 * their rates says what a backlog costs. Every lifecycle keeps the backlog at its size: a send, a receive and a delete.
 */
final class BacklogRun {

    private static final int VISIBILITY_SECONDS = 60;
    private static final int LEAD_SECONDS = 1;

    private final BacklogOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final Sides sides;
    private final BacklogReport report = new BacklogReport();

    BacklogRun(BacklogOptions options, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.time = time;
        sides = new Sides(options.load(), server, time, progress);
    }

    /** Runs to the end. Throws when the disk is too small, or when more requests failed than a run may lose. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        sides.checkRoom(options.diskBytes());
        QueueSpread few = new QueueSpread(options.smallQueues(), options.smallGroups(), options.fifo());
        Side small = sides.create("small", few, BacklogOptions.SMALL_PENDING, VISIBILITY_SECONDS);
        sides.fill(small);
        window(small, options.load().warmupSeconds(), null);
        windows(small, report.small);
        report.atSmall = server.footprint();
        Side burst = sides.create("burst", few, options.drained(), VISIBILITY_SECONDS);
        sides.fill(burst);
        report.drainSmallPerSecond = sides.drain(burst, 0);

        QueueSpread many = new QueueSpread(options.queues(), options.groups(), options.fifo());
        Side large = sides.create("large", many, options.pending(), VISIBILITY_SECONDS);
        sides.say("filling %d messages", options.pending());
        report.fillPerSecond = sides.fill(large);
        report.filled = server.footprint();
        for (int i = 0; i < options.windows(); i++) {
            window(large, options.load().durationSeconds(), report.large);
            window(small, options.load().durationSeconds(), report.smallBeside);
        }
        report.drainLargePerSecond = sides.drain(large, large.target - options.drained());
        report.atLarge = server.footprint();
        if (options.restart()) {
            restart(large);
        }
        if (options.load().verify()) {
            sides.say("draining everything");
            sides.drain(small, 0);
            sides.drain(large, 0);
        }
        return report.keys(settings(), options.load().verify() ? sides.ledger : null);
    }

    /** Whether every acknowledged message came exactly once; true when that was not asked. */
    boolean right() {
        return !options.load().verify() || sides.ledger.exact();
    }

    private void windows(Side side, Windows to) throws IOException, InterruptedException {
        for (int i = 0; i < options.windows(); i++) {
            window(side, options.load().durationSeconds(), to);
        }
    }

    private void restart(Side large) throws IOException, InterruptedException {
        sides.say("killing the server and starting it again");
        report.restartSeconds = server.restart();
        report.restarted = server.footprint();
        sides.fill(large);
        window(large, options.load().warmupSeconds(), null);
        windows(large, report.largeAfterRestart);
    }

    /** Keeps a side at its size for some seconds; what it measures goes into the given windows, if any. */
    private void window(Side side, int seconds, @Nullable Windows to) throws IOException, InterruptedException {
        RunState state = new RunState(new Pace(time, LEAD_SECONDS, seconds), VISIBILITY_SECONDS, sides.ledger);
        try (Crew crew = new Crew()) {
            for (int i = 0; i < options.load().connections(); i++) {
                crew.add(new SteadyWorker(state, sides.link(side), side));
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
                sides.say("%d pending: %.0f lifecycles/s", side.target, after.lifecyclesPerSecondSince(before));
            }
        }
    }

    private Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = options.backlogSettings();
        settings.put("messages_acknowledged", sides.ledger.acknowledgedCount());
        server.describe(settings);
        return settings;
    }
}
