package dev.skidway.compat;

import dev.skidway.load.RunArguments;
import dev.skidway.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./skidway chaos}: kill -9 under load from a real SQS client, again and again. Exit code 1 when anything was lost. */
@Command(
        name = "skidway chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Kills a server under load at random moments and counts what its acknowledgements were worth.")
public final class ChaosMain implements Callable<Integer> {

    @Option(names = "--kills", defaultValue = "100", description = "How often to kill it. Default: 100.")
    private int kills;

    @Mixin
    private RunArguments run = new RunArguments();

    @Option(names = "--seed", description = "Where the moments of the kills come from. Default: a random one, printed.")
    private @Nullable Long seed;

    public static void main(String[] arguments) {
        System.exit(RunArguments.execute("chaos", new ChaosMain(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1) {
            System.err.println("chaos: --kills must be at least 1, found " + kills + ".");
            return CommandLine.ExitCode.USAGE;
        }
        String launcher = run.launcher();
        Path data = run.data();
        Path folder = data == null ? Files.createTempDirectory("skidway-chaos-") : data;
        long chosenSeed = seed == null ? new SplittableRandom().nextLong(1_000_000_000) : seed;
        System.out.printf("chaos: seed %d, data in %s%n", chosenSeed, folder);
        ChaosRun.Starter starter =
                port -> ServerProcess.start(List.of(launcher), folder, List.of("--sqs-port", Integer.toString(port)));
        ChaosReport report = new ChaosRun(starter, kills, chosenSeed, System.out).run();
        run.publish(report.keys(), System.out);
        if (report.clean() && data == null) {
            remove(folder);
        }
        return report.clean() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
