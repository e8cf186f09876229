package dev.skidway.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./skidway sim}: runs seeds of the simulator and tells what they showed; exits with 1 on any violation. */
@Command(
        name = "skidway sim",
        mixinStandardHelpOptions = true,
        description =
                "Simulates servers, clients, faulty disks and clocks, one seed after another, and checks every promise.")
public final class SimMain implements Callable<Integer> {

    private static final int FAILURES_MAX = 10;

    @Option(names = "--seeds", description = "how many seeds to run (default: ${DEFAULT-VALUE})", defaultValue = "300")
    private long seeds;

    @Option(names = "--seed", description = "the first seed (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long firstSeed;

    @Option(names = "--minutes", description = "go on with more seeds for this long, whatever --seeds says")
    private @Nullable Double minutes;

    @Option(names = "--json", description = "write the totals to this file")
    private @Nullable Path json;

    private final PrintStream out;

    SimMain(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Campaign campaign = new Campaign(out);
        long start = System.nanoTime();
        for (long next = firstSeed; goesOn(next - firstSeed, start) && campaign.failures() < FAILURES_MAX; next++) {
            campaign.run(next);
        }
        campaign.print();
        if (json != null) {
            Files.writeString(json, campaign.json() + "\n");
        }
        return campaign.passed() ? 0 : 1;
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
