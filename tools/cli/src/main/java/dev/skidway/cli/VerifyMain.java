package dev.skidway.cli;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./skidway verify}: checks the data folder of a server that does not run, and changes nothing in it. */
@Command(
        name = "skidway verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks a data folder whose server does not run, and changes nothing in it.",
        footer = {
            "",
            "Exit status: 0 whole, 2 no data there or bad arguments, 3 damaged data,",
            "4 a file cannot be read or written, 5 a running server uses the folder.",
            "More: docs/operations/damage.md"
        })
public final class VerifyMain implements Callable<Integer> {

    private final PrintStream out;

    @Parameters(paramLabel = "DIR", description = "The data folder.")
    private Path folder = Path.of("data");

    @Option(names = "--json", paramLabel = "FILE", description = "File for the report as JSON.")
    private @Nullable Path json;

    VerifyMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /** Runs the command and returns its exit status. */
    static int execute(PrintStream out, PrintStream err, String... arguments) {
        return new CommandLine(new VerifyMain(out))
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

    @Override
    public Integer call() {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        Verification seen = new Verifier(folder, new Progress(System.err, terminal)).run();
        VerifyReport report = new VerifyReport(folder, seen);
        report.text(out);
        if (json != null) {
            write(report, json);
        }
        return (seen.whole() ? ExitStatus.DONE : ExitStatus.DAMAGED_DATA).status();
    }

    private static void write(VerifyReport report, Path file) {
        try {
            report.json(file);
        } catch (IOException e) {
            throw new SkidwayException(
                    CliError.FILE_UNUSABLE, Severity.STOP, "the report " + file + " cannot be written: " + e, e);
        }
    }
}
