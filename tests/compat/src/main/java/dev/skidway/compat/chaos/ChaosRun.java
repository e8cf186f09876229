package dev.skidway.compat.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Stage after stage, each in a folder of its own; a fault that cannot be exercised here is reported as such, never as passed. */
final class ChaosRun {

    private final Path folder;
    private final ServerCommands commands;
    private final Duration lease;
    private final long seed;
    private final PrintStream out;
    private final Chance chance;

    ChaosRun(Path folder, ServerCommands commands, Duration lease, long seed, PrintStream out) {
        this.folder = folder;
        this.commands = commands;
        this.lease = lease;
        this.seed = seed;
        this.out = out;
        chance = new Chance(seed);
    }

    /** Has each kind strike as often as it is asked to, in their order. */
    ChaosReport run(Map<FaultKind, Integer> strikes) throws IOException, InterruptedException {
        List<StageReport> stages = new ArrayList<>();
        Map<FaultKind, String> notExercised = new EnumMap<>(FaultKind.class);
        for (var entry : new EnumMap<>(strikes).entrySet()) {
            FaultKind kind = entry.getKey();
            Path own = Files.createDirectories(folder.resolve(kind.word()));
            Fault fault;
            try {
                fault = Fault.open(kind, own, chance.split());
            } catch (IOException e) {
                out.println(kind.word() + ": not exercised: " + e.getMessage());
                notExercised.put(kind, String.valueOf(e.getMessage()));
                continue;
            }
            StageReport report =
                    new Stage(kind, entry.getValue(), lease, chance.split(), out).run(fault, own, commands);
            report.findings().examples().forEach(out::println);
            stages.add(report);
        }
        return new ChaosReport(stages, notExercised, seed);
    }
}
