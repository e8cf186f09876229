package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skidway.base.SkidwayException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What all tools have in common: results on one stream and talk on the other, progress, a report as JSON, an honest exit status. */
abstract class Tool implements Callable<Integer> {

    private PrintStream out = System.out;
    private PrintStream err = System.err;

    @Option(names = "--json", paramLabel = "FILE", description = "File for the report as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show progress on standard error; by default only on a terminal.")
    private @Nullable Boolean progress;

    /** Does the work and returns what to say about it; operating failures are thrown. */
    abstract Report run(Progress shown);

    /** What a tool did. */
    interface Report {
        /** In words. */
        void text(PrintStream out);

        /** As the fields of an object. */
        void json(JsonGenerator out) throws IOException;

        default ExitStatus status() {
            return ExitStatus.DONE;
        }
    }

    /** Runs a tool and returns its exit status. */
    static int execute(Tool tool, PrintStream out, PrintStream err, String... arguments) {
        tool.out = out;
        tool.err = err;
        return new CommandLine(tool)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err))
                .execute(arguments);
    }

    private static int explain(Exception failure, PrintStream err) {
        if (failure instanceof SkidwayException known) {
            err.println("skidway: " + known.getMessage());
            err.println("skidway: more in docs/errors/" + known.code().code() + ".md");
        } else {
            failure.printStackTrace(err);
        }
        return ExitStatus.of(failure).status();
    }

    /** Where a tool talks while it works. */
    PrintStream talk() {
        return err;
    }

    @Override
    public Integer call() {
        Report report = run(new Progress(err, progress == null ? isTerminal() : progress));
        report.text(out);
        if (json != null) {
            JsonFile.write(json, report);
        }
        return report.status().status();
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
