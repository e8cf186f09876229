package dev.skidway.sim;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.Ticket;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.PowerLost;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The machine: a disk, a clock, at most one server process, and the operations clients wait for. */
final class World {

    private static final int ROUNDS_MAX = 20_000;
    /** More than the partitions and the housekeeper take turns in. */
    private static final int QUIET_ROUNDS = 4;

    private static final int START_ATTEMPTS_MAX = 30;
    private static final int FAULTY_START_ATTEMPTS = 4;

    private final Scenario scenario;
    private final Seed seed;
    private final SplittableRandom random;
    private final Coverage coverage;
    private final ManualTime time = new ManualTime();
    private final List<Outstanding<?>> outstanding = new ArrayList<>();
    private final ArrayDeque<Outstanding<?>> arrived = new ArrayDeque<>();

    private SimulatedDisk disk;
    private @Nullable Node node;
    private @Nullable EveryFrame everyFrame;
    private boolean faultsOn = true;
    private boolean diskFull;
    private boolean sawDiskFull;
    private long fullUntilStep;
    private boolean hangs;
    private long hangsUntilStep;
    private long wallStandsUntilStep;
    private long framesBefore;
    private long stepNumber;
    private long answers;
    private long faultsAtStart;
    private long previousDurable;
    private long newestDurable;

    World(Scenario scenario, Seed seed, Coverage coverage) {
        this.scenario = scenario;
        this.seed = seed;
        this.random = seed.stream("world");
        this.coverage = coverage;
        this.disk = new SimulatedDisk(seed);
    }

    Node node() {
        return Objects.requireNonNull(node, "the process is down");
    }

    boolean up() {
        return node != null;
    }

    SimulatedDisk disk() {
        return disk;
    }

    ManualTime time() {
        return time;
    }

    long stepNumber() {
        return stepNumber;
    }

    long answers() {
        return answers;
    }

    int outstanding() {
        return outstanding.size();
    }

    @Nullable Outstanding<?> anyOutstanding(SplittableRandom chance) {
        return outstanding.isEmpty() ? null : outstanding.get(chance.nextInt(outstanding.size()));
    }

    /** Engine time of a partition; the process must be up. */
    long nowMillis(int partition) {
        return node().nowMillis(partition);
    }

    /** Journal address below which a damaged block cannot be taken for a torn tail. */
    long certainlyDurable() {
        return previousDurable;
    }

    /** Frames appended by all processes so far. */
    long framesAppended() {
        return framesBefore + (node == null ? 0 : node.journal().stats().framesAppended());
    }

    /** Lets time pass, on both clocks unless the wall clock stands. */
    void pass(long millis) {
        if (stepNumber < wallStandsUntilStep) {
            time.advanceMonotonicOnly(Duration.ofMillis(millis));
        } else {
            time.advanceMillis(millis);
        }
    }

    /** The wall clock shows the same time for the next {@code steps} steps. */
    void stopTheWallClock(int steps) {
        wallStandsUntilStep = stepNumber + steps;
    }

    /** No force completes within the next {@code steps} steps. */
    void hangTheDisk(int steps) {
        hangs = true;
        hangsUntilStep = stepNumber + steps;
        disk.holdForces(true);
    }

    private void wakeTheDisk() {
        hangs = false;
        disk.holdForces(false);
    }

    /** No faults from now on. */
    void heal() {
        faultsOn = false;
        wallStandsUntilStep = 0;
        wakeTheDisk();
        disk.faults().clear();
        fullDisk(false);
    }

    /** Submits; false if it was refused at once, which promises that nothing happened. */
    <R> boolean submit(Operation<R> operation) {
        Ticket<R> ticket;
        try {
            ticket = node().partition(operation.partition()).submit(operation.command());
        } catch (SkidwayException e) {
            coverage.hit("refused at once: " + e.code().code());
            Violation.unless(
                    e.severity() == Severity.RETRY || node().failure() != null,
                    Kind.REFUSED,
                    () -> "a submission was refused: " + e);
            operation.notDone();
            return false;
        }
        Outstanding<R> mine = new Outstanding<>(operation, ticket);
        outstanding.add(mine);
        ticket.whenDone((outcome, failure) -> {
            mine.arrived(outcome, failure);
            arrived.add(mine);
        });
        return true;
    }

    void read(long position, ByteBuffer target) {
        node().journal().read(position, target);
    }

    /** Accepts a failure if the disk gave a cause for it. */
    void excuse(String what, Throwable failure) {
        if (faults() == faultsAtStart) {
            throw new Violation(Kind.REFUSED, what + " failed without a fault of the disk: " + failure, failure);
        }
    }

    /** Runs one piece of the process; a power cut inside it ends the process. */
    void run(Runnable piece) {
        stepNumber++;
        if (hangs && stepNumber >= hangsUntilStep) {
            wakeTheDisk();
        }
        if (diskFull && stepNumber >= fullUntilStep) {
            fullDisk(false);
        }
        try {
            piece.run();
        } catch (PowerLost e) {
            crashInACall(e);
            return;
        }
        afterStep();
    }

    private void afterStep() {
        Node running = node;
        if (running == null) {
            return;
        }
        long durable = running.journal().durablePosition();
        if (durable > newestDurable) {
            previousDurable = newestDurable;
            newestDurable = durable;
        }
        deliverAnswers();
        Throwable failure = running.failure();
        if (failure != null) {
            boolean ours = !(failure instanceof SkidwayException known) || known.code() == EngineError.PARTITION_FAILED;
            if (ours) {
                throw new Violation(Kind.CRASH, "the partition failed: " + failure, failure);
            }
            excuse("the process", failure);
            coverage.hit("process: ended by itself");
            if (random.nextBoolean()) {
                kill();
            } else {
                powerCut();
            }
        }
    }

    /** The process ends half-way through a call, with the machine or alone. */
    private void crashInACall(PowerLost e) {
        coverage.hit("crash point: " + e.point());
        if (random.nextInt(3) == 0) {
            coverage.hit("process: killed inside a call");
            kill();
        } else {
            coverage.hit("power: lost inside a call");
            powerCut();
        }
    }

    /** Lets clients look at what arrived. */
    private void deliverAnswers() {
        for (Outstanding<?> next = arrived.poll(); next != null; next = arrived.poll()) {
            outstanding.remove(next);
            answers++;
            next.deliver(node().nowMillis(next.operation.partition()), coverage);
        }
    }

    /** The machine loses power and finds its disk again. */
    void powerCut() {
        disk = disk.powerCut();
        coverage.hit("power: cut");
        processGone();
    }

    /** The process is killed; the machine goes on. */
    void kill() {
        disk = disk.kill();
        coverage.hit("process: killed");
        processGone();
    }

    /** Lets every loop run until none has anything to do; false if that does not come about, or the process ends. */
    boolean runUntilQuiet() {
        int quiet = 0;
        for (int round = 0; up() && round < ROUNDS_MAX; round++) {
            boolean[] did = {false};
            run(() -> did[0] = node().round());
            quiet = did[0] || disk.forcing() ? 0 : quiet + 1;
            if (quiet > QUIET_ROUNDS && up()) {
                return true;
            }
        }
        return false;
    }

    /** The process finishes what it was asked, ends in good order, and another one can start. */
    void stop() {
        node().drain();
        for (int round = 0; up() && !node().drained(); round++) {
            if (round == ROUNDS_MAX) {
                excuse("a drain", new IllegalStateException("not drained after " + round + " rounds"));
                break;
            }
            run(() -> node().round());
        }
        if (!up()) {
            return;
        }
        // A clean stop waits for the disk, however long that takes.
        wakeTheDisk();
        try {
            node().close();
            coverage.hit("process: stopped in good order");
        } catch (IOException e) {
            excuse("a clean stop", e);
            coverage.hit("process: stop met a fault");
        } catch (PowerLost e) {
            crashInACall(e);
            return;
        }
        disk = disk.kill();
        processGone();
    }

    private void processGone() {
        framesBefore = framesAppended();
        Node gone = node();
        node = null;
        arrived.clear();
        List<Outstanding<?>> lost = List.copyOf(outstanding);
        outstanding.clear();
        lost.forEach(each -> each.operation.unknown(gone.nowMillis(each.operation.partition())));
    }

    /** Starts the process, as often as faults let the start fail. */
    void start() {
        boolean clockAccepted = false;
        for (int attempt = 0; attempt < START_ATTEMPTS_MAX; attempt++) {
            boolean faulty = faultsOn && attempt < FAULTY_START_ATTEMPTS;
            prepareFaults(faulty);
            try {
                node = scenario.everyFrame()
                        ? Node.startRemembering(disk, scenario, time, seed, clockAccepted, everyFrame)
                        : Node.start(disk, scenario, time, seed, clockAccepted);
                everyFrame = node.everyFrame();
                started();
                return;
            } catch (PowerLost e) {
                coverage.hit("crash point: " + e.point());
                coverage.hit("power: lost while starting");
                disk = disk.powerCut();
            } catch (SkidwayException e) {
                if (e.code() == EngineError.CLOCK_BEHIND_LOG || e.code() == EngineError.CLOCK_AHEAD_OF_LOG) {
                    coverage.hit("start: clock " + e.code().code());
                    clockAccepted = true;
                } else {
                    Violation.unless(
                            e.severity() == Severity.REFUSE_START || e.severity() == Severity.STOP,
                            Kind.REFUSED,
                            () -> "a start failed with the wrong severity: " + e);
                    if (!diskFull) {
                        excuse("a start", e);
                    }
                    coverage.hit("start: refused by a fault");
                }
                disk = disk.kill();
                fullDisk(diskFull && attempt < FAULTY_START_ATTEMPTS);
            }
        }
        throw new Violation(Kind.REFUSED, "no start succeeded in " + START_ATTEMPTS_MAX + " attempts");
    }

    private void prepareFaults(boolean faulty) {
        disk.faults().clear();
        faultsAtStart = faults();
        if (faulty) {
            scenario.applyTo(disk.faults());
            if (scenario.has(Scenario.Event.POWER_CUT_IN_A_CALL) && random.nextInt(4) == 0) {
                disk.faults().loseThePowerAfter(1 + random.nextInt(40));
            }
        }
        wakeTheDisk();
        disk.forcePollsMax(scenario.forcePollsMax());
    }

    private void started() {
        coverage.hit("process: started");
        long durable = node().journal().durablePosition();
        previousDurable = durable;
        newestDurable = durable;
    }

    /** Takes the free space away, or gives it back. */
    void fullDisk(boolean full) {
        diskFull = full;
        fullUntilStep = stepNumber + random.nextInt(1_000);
        sawDiskFull |= full;
        disk.capacityBytes(full ? disk.usedBytes() : Long.MAX_VALUE);
    }

    boolean diskFull() {
        return diskFull;
    }

    boolean sawDiskFull() {
        return sawDiskFull;
    }

    /** Most bytes the folder may take when nothing lives: spares, the segments in use, side files, snapshots with what is remembered of jobs. */
    long bytesWhenEmpty() {
        long segments = scenario.journal().spareSegments() + 4L;
        return segments * scenario.journal().segmentBytes()
                + scenario.journal().ballastBytes()
                + (128L << 10)
                + scenario.partitions() * (16L << 10);
    }

    private long faults() {
        long sum = 0;
        for (DiskFault fault : List.of(
                DiskFault.WRITE_ERROR,
                DiskFault.FORCE_ERROR,
                DiskFault.READ_ERROR,
                DiskFault.DIRECTORY_FORCE_ERROR,
                DiskFault.DISK_FULL,
                DiskFault.MISDIRECTED_WRITE)) {
            sum += disk.faults().count(fault);
        }
        return sum;
    }
}
