package dev.skidway.sim;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.PartitionStats;
import dev.skidway.sim.Scenario.Event;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.Seed;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One seed: a server on one thread, its clients, and everything that may happen to them, in an order drawn from the seed.
 *
 * <p>After the drawn part all faults end; then every message that must be there is fetched, every count compared, and the state
 * recovered from the disk compared with the living one.
 */
final class Simulation {

    private static final int AUDIT_ROUNDS_MAX = 5_000;

    /** A frame holds at least one event. */
    private static final int FRAMES_BETWEEN_COMPARES = 10_000;

    private final Seed seed;
    private final Scenario scenario;
    private final List<Event> events;
    private final SplittableRandom random;
    private final Coverage coverage = new Coverage();
    private final World world;
    private final Workload workload;
    private final ScheduleWork schedules;
    private final Checker checker;
    private final Autopsy autopsy;
    private final EventTypes eventTypes = new EventTypes(coverage);
    private long simulatedMillis;
    private long skippedMillis;
    private long framesAtCompare;

    Simulation(Seed seed, int steps) {
        this(seed, Scenario.draw(seed.stream("scenario"), steps));
    }

    Simulation(Seed seed, Scenario scenario) {
        this.seed = seed;
        this.scenario = scenario;
        this.events = scenario.events();
        this.random = seed.stream("order");
        this.checker = new Checker(coverage);
        this.world = new World(scenario, seed, coverage);
        this.workload = new Workload(world, scenario, seed.stream("clients"), checker, coverage);
        this.schedules = new ScheduleWork(world, scenario, seed.stream("schedules"), coverage);
        this.autopsy = new Autopsy(world, scenario, seed, coverage);
    }

    /** Runs the seed to its end; throws {@link Violation}. */
    SeedReport run() {
        for (int step = 0; step < scenario.steps(); step++) {
            ensureUp();
            step();
        }
        return settle(true);
    }

    World world() {
        return world;
    }

    Workload workload() {
        return workload;
    }

    ScheduleWork schedules() {
        return schedules;
    }

    Coverage coverage() {
        return coverage;
    }

    /** The end: everything promised must come true; {@code withSpace} also asks for the room of what is gone. */
    SeedReport settle(boolean withSpace) {
        Settlement settlement = new Settlement(world, workload, checker, autopsy, this);
        long stateHash = settlement.run(withSpace);
        countFaults();
        return new SeedReport(
                seed.value(),
                world.answers(),
                simulatedMillis,
                skippedMillis,
                world.disk().hash(),
                stateHash,
                coverage);
    }

    /** Starts the process if it is down and asks every queue what it still holds. */
    void ensureUp() {
        while (!world.up()) {
            if (random.nextBoolean()) {
                skip(random.nextInt(random.nextInt(4) == 0 ? 600_000 : 2_000));
            }
            world.start();
            audit();
        }
    }

    /** Compares existence and counts of all queues; gives up when the process ends in the middle. */
    void audit() {
        audit(false);
    }

    /** As above; {@code atRest} when every delay and lease must be over. */
    void audit(boolean atRest) {
        for (QueueModel queue : workload.queues()) {
            if (world.up()) {
                world.submit(new AuditOperation(checker, queue, world::stepNumber, atRest));
            }
        }
        schedules.audit();
        for (int round = 0; world.up() && world.outstanding() > 0; round++) {
            if (round >= AUDIT_ROUNDS_MAX && world.diskFull()) {
                coverage.hit("disk: room came back because nothing moved");
                world.fullDisk(false);
                round = 0;
            }
            Violation.unless(
                    round < AUDIT_ROUNDS_MAX,
                    Kind.STUCK,
                    () -> "no answers after a start: " + world.outstanding() + ", space "
                            + world.node().journal().space() + ", full disk seen " + world.sawDiskFull());
            runAllOnce();
        }
        coverage.hit("audit: done");
    }

    /** Gives every loop of the process a turn. */
    void runAllOnce() {
        for (int number = 0; world.up() && number < scenario.partitions(); number++) {
            int partition = number;
            world.run(() -> world.node().partition(partition).step());
        }
        if (world.up()) {
            world.run(() -> world.node().journal().step());
        }
        if (world.up()) {
            world.run(() -> world.node().housekeeper().step());
        }
        if (random.nextInt(4) == 0) {
            skip(1);
        }
    }

    /** Time in which clients are at work. */
    private void live(long millis) {
        world.pass(millis);
        simulatedMillis += millis;
    }

    /** Time in which nothing but time itself happens: pauses, machines that are down, the end of a seed. */
    void skip(long millis) {
        world.pass(millis);
        skippedMillis += millis;
    }

    private void step() {
        int pick = random.nextInt(100);
        if (pick < 26) {
            int partition = random.nextInt(scenario.partitions());
            world.run(() -> world.node().partition(partition).step());
        } else if (pick < 52) {
            world.run(() -> world.node().journal().step());
        } else if (pick < 60) {
            world.run(() -> world.node().housekeeper().step());
        } else if (pick < 88) {
            for (int acts = random.nextInt(scenario.actsMax()); acts >= 0; acts--) {
                workload.act();
            }
            schedules.act();
        } else {
            live(random.nextInt(scenario.stepMillisMax()));
        }
        for (Event event : events) {
            if (world.up() && scenario.strikes(event, random)) {
                coverage.hit("event: " + event);
                happen(event);
            }
        }
        if (world.up() && world.framesAppended() - framesAtCompare >= FRAMES_BETWEEN_COMPARES) {
            compare();
        }
    }

    private void happen(Event event) {
        switch (event) {
            case POWER_CUT -> world.powerCut();
            case POWER_CUT_IN_A_CALL -> world.disk().faults().loseThePowerAfter(1 + random.nextInt(30));
            case KILL -> world.kill();
            case CLEAN_STOP -> world.stop();
            case CLOCK_BACK -> world.time().jumpWall(Duration.ofSeconds(-1L - random.nextInt(7_200)));
            case CLOCK_FORWARD -> world.time().jumpWall(Duration.ofSeconds(1L + random.nextInt(7_200)));
            case CLOCK_FAR -> world.time().jumpWall(Duration.ofDays(random.nextBoolean() ? 365 : -365));
            case CLOCK_STANDS -> world.stopTheWallClock(random.nextInt(1_000));
            case DISK_HANGS -> world.hangTheDisk(random.nextInt(500));
            case LONG_PAUSE -> skip(random.nextInt(random.nextInt(5) == 0 ? 7_200_000 : 120_000));
            case DISK_FULL -> world.fullDisk(!world.diskFull());
            case BIT_FLIP -> autopsy.flipABit(random);
            case MISDIRECTED_WRITE -> autopsy.misdirectAWrite(random);
            case MIXED_HISTORIES -> autopsy.mixHistories(random);
            case SNAPSHOT ->
                world.node().partition(random.nextInt(scenario.partitions())).askForSnapshot();
            case COMPARE -> compare();
        }
    }

    private void compare() {
        if (!world.runUntilQuiet()) {
            coverage.hit("compare: not quiet");
            return;
        }
        framesAtCompare = world.framesAppended();
        noteRest();
        countParts();
        autopsy.compareWithRecovered();
        try {
            eventTypes.count(world.node().journal());
        } catch (SkidwayException e) {
            world.excuse("reading the journal", e);
        }
    }

    /** Nothing is left to do: whatever is too old must be gone, unless its part of the state still waits to be read. */
    void noteRest() {
        for (QueueModel queue : workload.queues()) {
            PartitionStats stats = world.node().partition(queue.partition).stats();
            if (stats.oldestOverdueTimerMillis() == 0) {
                checker.rests(queue, world.nowMillis(queue.partition), world.stepNumber());
            } else {
                coverage.hit("rest: a timer waits for the disk");
            }
        }
        schedules.rests();
    }

    /** Counts what of the state lies on the disk only, and came back from there. */
    private void countParts() {
        for (int number = 0; number < scenario.partitions(); number++) {
            PartitionStats stats = world.node().partition(number).stats();
            hitIf(stats.resident().partsAway() > 0, "spill: parts away at a compare");
            hitIf(stats.partsLoaded() > 0, "spill: parts loaded by then");
            hitIf(stats.partsReadInLine() > 0, "spill: parts read while the partition waited by then");
        }
    }

    private void hitIf(boolean happened, String happening) {
        if (happened) {
            coverage.hit(happening);
        }
    }

    private void countFaults() {
        for (DiskFault fault : DiskFault.values()) {
            coverage.add("disk: " + fault, world.disk().faults().count(fault));
        }
    }
}
