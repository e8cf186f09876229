package dev.skidway.sim;

import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every way in which one, two or three events can strike around the steps of a short history: nothing is drawn, all are tried.
 *
 * <p>A world is a number: its digits, to the base of places times events, name what strikes and before which step. Those whose
 * places do not ascend repeat others and are left out.
 */
final class SmallWorlds {

    /** What may strike. */
    enum Strike {
        KILL,
        POWER_CUT,
        FORCE_ERROR,
        DISK_FULL,
        TORN_WRITE,
        CLOCK_JUMP,
        SNAPSHOT,
        SEGMENT_ROLL
    }

    private record Struck(Strike strike, int place) {}

    private static final int KINDS = Strike.values().length;
    private static final int DIGIT_MAX = History.PLACES * KINDS;
    private static final Duration CLOCK_JUMP = Duration.ofMinutes(90);

    private SmallWorlds() {}

    /** How many numbers there are with so many events; not all of them are worlds. */
    static long numbers(int events) {
        long numbers = 1;
        for (int i = 0; i < events; i++) {
            numbers *= DIGIT_MAX;
        }
        return numbers;
    }

    /** How many worlds there are with at most so many events: places ascend, and events at one place come in every order. */
    static long countUpTo(int eventsMax) {
        long worlds = 0;
        long ascending = 1;
        long kinds = 1;
        for (int events = 1; events <= eventsMax; events++) {
            ascending = ascending * (History.PLACES + events - 1) / events;
            kinds *= KINDS;
            worlds += ascending * kinds;
        }
        return worlds;
    }

    /** Whether a number stands for a world of its own. */
    static boolean isWorld(int events, long number) {
        List<Struck> all = strikes(events, number);
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i - 1).place > all.get(i).place) {
                return false;
            }
        }
        return true;
    }

    /** What strikes in a world, for people. */
    static String describe(int events, long number) {
        return strikes(events, number).stream()
                .map(each -> each.strike + " before step " + each.place)
                .collect(Collectors.joining(", "));
    }

    /** Lives through one world and checks every promise; throws {@link Violation}. */
    static SeedReport run(int events, long number) {
        Simulation simulation = new Simulation(new Seed(number), Scenario.still());
        History history = new History(simulation);
        List<Struck> strikes = strikes(events, number);
        for (int place = 0; place < History.PLACES; place++) {
            for (Struck each : strikes) {
                if (each.place == place) {
                    simulation.ensureUp();
                    strike(each.strike, simulation, history);
                }
            }
            simulation.ensureUp();
            history.step(place);
        }
        return simulation.settle(false);
    }

    private static void strike(Strike strike, Simulation simulation, History history) {
        World world = simulation.world();
        simulation.coverage().hit("small world: " + strike);
        switch (strike) {
            case KILL -> world.kill();
            case POWER_CUT -> world.powerCut();
            case FORCE_ERROR -> world.disk().faults().strikeNext(DiskFault.FORCE_ERROR);
            case DISK_FULL -> world.fullDisk(true);
            case TORN_WRITE -> world.disk().faults().loseThePowerAfter(1);
            case CLOCK_JUMP -> world.time().jumpWall(CLOCK_JUMP);
            case SNAPSHOT -> world.node().partition(0).askForSnapshot();
            case SEGMENT_ROLL -> history.fillASegment();
        }
    }

    private static List<Struck> strikes(int events, long number) {
        List<Struck> strikes = new ArrayList<>();
        long rest = number;
        for (int i = 0; i < events; i++) {
            int digit = (int) (rest % DIGIT_MAX);
            rest /= DIGIT_MAX;
            strikes.add(new Struck(Strike.values()[digit % KINDS], digit / KINDS));
        }
        return strikes;
    }
}
