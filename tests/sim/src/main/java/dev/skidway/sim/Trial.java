package dev.skidway.sim;

import dev.skidway.sim.Violation.Kind;
import dev.skidway.testkit.Seed;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One seed or small world that was run, and what it showed: a report, or why it failed.
 *
 * @param number of the seed or world
 * @param repeatWith arguments that run it again
 */
record Trial(
        long number,
        String repeatWith,
        @Nullable SeedReport report,
        @Nullable Kind broken,
        @Nullable Throwable cause) {

    private static final int STEPS = 5_000;
    private static final int REPEAT_EVERY = 100;

    /** Runs one seed, every hundredth twice. */
    static Trial ofSeed(long seed) {
        return run(seed, "--seed " + seed + " --seeds 1", () -> {
            SeedReport report = new Simulation(new Seed(seed), STEPS).run();
            if (seed % REPEAT_EVERY == 0) {
                repeat(report);
            }
            return report;
        });
    }

    /** Runs one small world. */
    static Trial ofWorld(int events, long number) {
        String what = "--worlds " + events + " --world " + number + "   # " + SmallWorlds.describe(events, number);
        return run(number, what, () -> SmallWorlds.run(events, number));
    }

    private static Trial run(long number, String repeatWith, Supplier<SeedReport> run) {
        try {
            return new Trial(number, repeatWith, run.get(), null, null);
        } catch (Violation e) {
            return new Trial(number, repeatWith, null, e.kind(), e);
        } catch (RuntimeException | StackOverflowError | AssertionError e) { // a thread root: any of it fails the seed
            return new Trial(number, repeatWith, null, Kind.CRASH, e);
        }
    }

    private static void repeat(SeedReport first) {
        SeedReport second = new Simulation(new Seed(first.seed()), STEPS).run();
        Violation.unless(
                first.diskHash() == second.diskHash()
                        && first.stateHash() == second.stateHash()
                        && first.commands() == second.commands(),
                Kind.REPEAT,
                () -> "two runs differ: disk " + first.diskHash() + " and " + second.diskHash() + ", state "
                        + first.stateHash() + " and " + second.stateHash());
        first.coverage().hit("repeat: same seed, same disk and state");
    }
}
