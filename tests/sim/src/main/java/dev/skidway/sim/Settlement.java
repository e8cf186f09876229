package dev.skidway.sim;

import dev.skidway.sim.QueueModel.Existence;
import dev.skidway.sim.Violation.Kind;
import java.util.List;

/** The end of a seed: faults are over, and everything that was promised must come true within a bounded number of steps. */
final class Settlement {

    private static final int ROUNDS_MAX = 20_000;
    /** Enough for as many dead letters as a seed can gather: each empty receive may have moved a hundred. */
    private static final int EMPTY_ROUNDS = 5;

    private static final int TIMER_ROUNDS = 10;
    private static final long MOVE_ROUND_MILLIS = 1_000;
    private static final long LONGEST_LEASE_MILLIS = 12 * 3_600_000L;

    private final World world;
    private final Workload workload;
    private final Checker checker;
    private final Autopsy autopsy;
    private final Simulation simulation;

    Settlement(World world, Workload workload, Checker checker, Autopsy autopsy, Simulation simulation) {
        this.world = world;
        this.workload = workload;
        this.checker = checker;
        this.autopsy = autopsy;
        this.simulation = simulation;
    }

    /** Settles everything; returns the hash of the state before it was emptied. */
    long run(boolean withSpace) {
        world.heal();
        simulation.ensureUp();
        awaitAnswers();
        awaitMoves();
        simulation.audit();
        quiet();
        endSchedules();
        autopsy.compareWithRecovered();
        long hash = world.node().hash();
        simulation.skip(LONGEST_LEASE_MILLIS);
        runTimers();
        quiet();
        simulation.noteRest();
        simulation.audit(true);
        letGo();
        checker.drainBegins();
        List<QueueModel> queues = workload.sourcesFirst();
        for (QueueModel queue : queues) {
            if (queue.existence == Existence.EXISTS) {
                drain(queue);
            }
        }
        drainSchedules();
        for (QueueModel queue : queues) {
            checker.allDrained(queue, world.nowMillis(queue.partition));
        }
        checker.orderWithinLanes();
        simulation.audit();
        if (withSpace) {
            reclaim();
            autopsy.compareWithRecovered();
        }
        return hash;
    }

    private void letGo() {
        for (QueueModel queue : workload.queues()) {
            if (queue.existence == Existence.EXISTS) {
                workload.letGo(queue);
            }
        }
        awaitAnswers();
    }

    private void awaitAnswers() {
        for (int round = 0; world.outstanding() > 0; round++) {
            Violation.unless(round < ROUNDS_MAX, Kind.STUCK, () -> world.outstanding() + " operations get no answer");
            simulation.runAllOnce();
            if (round % 10 == 9) {
                simulation.skip(100);
            }
            simulation.ensureUp();
        }
    }

    /** Every move task ends by itself. */
    private void awaitMoves() {
        for (int round = 0; workload.asksForMoves(); round++) {
            Violation.unless(round < ROUNDS_MAX, Kind.STUCK, "a move task never ends");
            awaitAnswers();
            simulation.skip(MOVE_ROUND_MILLIS);
            quiet();
        }
    }

    /** No schedule fires any more. */
    private void endSchedules() {
        simulation.noteRest();
        while (simulation.schedules().end()) {
            awaitAnswers();
        }
        quiet();
    }

    /** Fetches every job that schedules sent, and asks whether they are what was promised. */
    private void drainSchedules() {
        int emptyRounds = 0;
        for (int round = 0; emptyRounds < EMPTY_ROUNDS; round++) {
            Violation.unless(round < ROUNDS_MAX, Kind.STUCK, "jobs of schedules never end");
            emptyRounds = simulation.schedules().drain() ? 0 : emptyRounds + 1;
            awaitAnswers();
        }
        simulation.schedules().judge();
    }

    private void quiet() {
        Violation.unless(world.runUntilQuiet(), Kind.STUCK, "the process never comes to rest");
    }

    private void runTimers() {
        for (int round = 0; round < TIMER_ROUNDS; round++) {
            quiet();
            simulation.skip(100);
        }
    }

    private void drain(QueueModel queue) {
        int emptyRounds = 0;
        for (int round = 0; emptyRounds < EMPTY_ROUNDS; round++) {
            Violation.unless(round < ROUNDS_MAX, Kind.STUCK, () -> "never empty: " + queue);
            workload.receive(queue, 10, LONGEST_LEASE_MILLIS, 0);
            awaitAnswers();
            boolean found = workload.holds(queue);
            while (workload.holds(queue)) {
                workload.deleteAllHeld(queue);
                awaitAnswers();
            }
            emptyRounds = found ? 0 : emptyRounds + 1;
        }
    }

    /** With every message gone, a snapshot must let go of nearly all segments. */
    private void reclaim() {
        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < world.node().partitionCount(); number++) {
                world.node().partition(number).askForSnapshot();
            }
            runTimers();
        }
        long used = world.disk().usedBytes();
        long allowed = world.bytesWhenEmpty();
        Violation.unless(
                used <= allowed,
                Kind.SPACE,
                () -> "empty queues take " + used + " bytes, at most " + allowed + " are allowed: "
                        + world.disk().usage());
    }
}
