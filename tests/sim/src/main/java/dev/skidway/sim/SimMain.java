package dev.skidway.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./skidway sim}: runs seeds of the simulator and tells what they showed; exits with 1 on any violation. */
@Command(
        name = "skidway sim",
        mixinStandardHelpOptions = true,
        description = "Simulates servers, clients, faulty disks and clocks, and checks every promise.")
public final class SimMain implements Callable<Integer> {

    private static final int WORLD_EVENTS_MAX = 3;
    private static final int THREADS_MAX = 256;
    private static final int WORLDS_PER_LINE = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seeds", description = "how many seeds to run (default: ${DEFAULT-VALUE})", defaultValue = "300")
    private long seeds;

    @Option(names = "--seed", description = "the first seed (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long firstSeed;

    @Option(names = "--minutes", description = "go on with more seeds for this long, whatever --seeds says")
    private @Nullable Double minutes;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads that run seeds, the same ones with the same results; figures are per core all the"
                    + " same (default: one for each core)")
    private int threadCount = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "write the totals to this file")
    private @Nullable Path json;

    @Option(
            names = "--worlds",
            description = "instead of seeds, try every world in which up to this many events (1 to 3) strike around the"
                    + " steps of a short history")
    private int worldEvents;

    @Option(
            names = "--world",
            description = "with --worlds: only the world with this number and exactly so many events")
    private @Nullable Long world;

    @Option(
            names = "--part",
            paramLabel = "I/N",
            converter = Part.Converter.class,
            description = "with --worlds: only every N-th world, from the I-th on, so that N runs try all of them")
    private Part part = Part.WHOLE;

    @Option(
            names = "--failures-max",
            description = "stop after so many failures (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int failuresMax;

    private final PrintStream out;

    SimMain(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        checkThreads();
        Campaign campaign = new Campaign(out);
        if (worldEvents != 0) {
            checkWorlds();
            runWorlds(campaign);
        } else {
            runSeeds(campaign);
        }
        campaign.print();
        if (json != null) {
            Files.writeString(json, campaign.json() + "\n");
        }
        return campaign.passed() ? 0 : 1;
    }

    private void checkThreads() {
        if (threadCount < 1 || threadCount > THREADS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--threads: expected 1 to " + THREADS_MAX + ", found " + threadCount);
        }
    }

    private void checkWorlds() {
        if (worldEvents < 1 || worldEvents > WORLD_EVENTS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--worlds: expected 1 to " + WORLD_EVENTS_MAX + ", found " + worldEvents);
        }
    }

    private void runWorlds(Campaign campaign) {
        if (world != null) {
            campaign.addWorld(Trial.ofWorld(worldEvents, world));
            return;
        }
        long worlds = SmallWorlds.countUpTo(worldEvents);
        long index = 0;
        for (int events = 1; events <= worldEvents; events++) {
            for (long number = 0; number < SmallWorlds.numbers(events); number++) {
                if (SmallWorlds.isWorld(events, number) && campaign.failures() < failuresMax) {
                    if (part.contains(index++)) {
                        campaign.addWorld(Trial.ofWorld(events, number));
                    }
                    tellProgress(index, worlds);
                }
            }
        }
    }

    private void tellProgress(long done, long worlds) {
        if (done % WORLDS_PER_LINE == 0) {
            out.printf("%,d of %,d worlds, or what of them is in this part%n", done, worlds);
        }
    }

    private void runSeeds(Campaign campaign) {
        long start = System.nanoTime();
        try (Trials trials = new Trials(threadCount)) {
            long next = firstSeed;
            while (campaign.failures() < failuresMax) {
                while (trials.hasRoom() && goesOn(next - firstSeed, start)) {
                    trials.begin(next++);
                }
                if (trials.isEmpty()) {
                    return;
                }
                campaign.addSeed(trials.takeOldest());
            }
        }
    }

    private boolean goesOn(long done, long startNanos) {
        return minutes == null ? done < seeds : System.nanoTime() - startNanos < minutes * 60e9;
    }

    /** Runs the command and ends the process with its exit code: 0 when all held, 1 on a violation, 2 on wrong arguments. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    static int run(PrintStream out, String... arguments) {
        return new CommandLine(new SimMain(out)).execute(arguments);
    }
}
