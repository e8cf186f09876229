package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of every program that starts a server and reports on it. */
public final class RunArguments {

    static final String LAUNCHER_PROPERTY = "skidway.launcher";
    static final String LAUNCHER_VARIABLE = "SKIDWAY_LAUNCHER";

    @Option(names = "--json", description = "File for the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--data", description = "Data folder for the started server. Default: a temporary one on a disk.")
    private @Nullable Path data;

    /** Runs a command with these options; what it refuses or fails with is said in one line. Returns its exit code. */
    public static int execute(String program, Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setOverwrittenOptionsAllowed(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println(program + ": " + failure.getMessage());
            return failure instanceof SkidwayException known && known.severity() == Severity.REFUSE_START
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    /** The data folder that was named; null for a temporary one. */
    public @Nullable Path data() {
        return data;
    }

    /** The program that starts servers. Refuses to go on without one. */
    public String launcher() {
        String launcher = System.getProperty(LAUNCHER_PROPERTY, System.getenv(LAUNCHER_VARIABLE));
        if (launcher == null) {
            throw new SkidwayException(
                    LoadError.NO_SERVER,
                    Severity.REFUSE_START,
                    "no server to measure: run through ./skidway load, which starts one, or name a running one with --target.");
        }
        return launcher;
    }

    /** Writes the report for people, and as JSON where that was asked for. */
    public void publish(Map<String, @Nullable Object> keys, PrintStream out) throws IOException {
        ReportWriter.text(keys, out);
        if (json != null) {
            ReportWriter.json(keys, json);
        }
    }
}
