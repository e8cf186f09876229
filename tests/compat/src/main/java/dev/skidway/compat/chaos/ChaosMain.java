package dev.skidway.compat.chaos;

import dev.skidway.load.RunArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./skidway chaos}: faults against a server process under load from real SQS clients. Exit code 1 when a promise was broken. */
@Command(
        name = "skidway chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has faults strike a server under load from real SQS clients, and compares the recorded history",
            "with what was promised. Each kind of fault has a stage, a server and a folder of its own.",
            ""
        },
        footer = {
            "",
            "Kinds: kill (SIGKILL), stop (SIGSTOP), disk (a full file system), readonly (a file system that",
            "the kernel makes read-only), clock (a wall clock that jumps), net (spoiled connections).",
            "disk and readonly mount a small file system, for which the system may want root.",
            "Exit status: 0 no promise was broken, 1 at least one was, 2 wrong arguments, or a fault that was",
            "named cannot be exercised here."
        })
public final class ChaosMain implements Callable<Integer> {

    private static final Duration LEASE = Duration.ofSeconds(4);

    @Option(names = "--kills", defaultValue = "100", description = "How often to kill it. Default: 100.")
    private int kills;

    @Option(
            names = "--strikes",
            defaultValue = "12",
            description = "How often each other kind of fault strikes. Default: 12.")
    private int strikes;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "Which kinds, with commas: kill, stop, disk, readonly, clock, net. Default: all that are"
                    + " possible here.")
    private @Nullable List<FaultKind> faults;

    @Mixin
    private RunArguments run = new RunArguments();

    @Option(
            names = "--seed",
            description = "Where the moments of the faults come from. Default: a random one, printed.")
    private @Nullable Long seed;

    public static void main(String[] arguments) {
        // The JDK would send a request again by itself when its connection breaks, without anybody seeing it.
        System.setProperty("sun.net.http.retryPost", "false");
        System.exit(RunArguments.execute("chaos", new ChaosMain(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1 || strikes < 1) {
            System.err.println(
                    "chaos: --kills and --strikes must be at least 1, found " + kills + " and " + strikes + ".");
            return CommandLine.ExitCode.USAGE;
        }
        String launcher = run.launcher();
        Path data = run.data();
        Path folder = data == null ? Files.createTempDirectory("skidway-chaos-") : Files.createDirectories(data);
        long chosenSeed = seed == null ? new SplittableRandom().nextLong(1_000_000_000) : seed;
        System.out.printf("chaos: seed %d, data in %s%n", chosenSeed, folder);
        ChaosReport report = new ChaosRun(
                        folder.toAbsolutePath(), ServerCommands.withLauncher(launcher), LEASE, chosenSeed, System.out)
                .run(asked());
        run.publish(report.keys(), System.out);
        if (report.clean() && data == null) {
            remove(folder);
        }
        return status(report);
    }

    private Map<FaultKind, Integer> asked() {
        Map<FaultKind, Integer> asked = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : faults == null ? Arrays.asList(FaultKind.values()) : faults) {
            asked.put(kind, kind == FaultKind.KILL ? kills : strikes);
        }
        return asked;
    }

    private int status(ChaosReport report) {
        if (!report.clean()) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        return faults == null || report.notExercised().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
