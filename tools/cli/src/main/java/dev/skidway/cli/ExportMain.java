package dev.skidway.cli;

import dev.skidway.queues.QueueName;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./skidway export}: writes the messages of a queue to a file, one line of JSON each. */
@Command(
        name = "skidway export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes the messages of a queue to a file, one line of JSON each, from a backup or the folder of a"
                        + " stopped server.",
        footer = {
            "",
            "Exit status: 0 done, 2 no data or queue there, 3 damaged data,",
            "4 a file cannot be read or written, 5 a running server uses the folder.",
            "More: docs/operations/export.md"
        })
public final class ExportMain extends Tool {

    @Option(names = "--queue", paramLabel = "NAME", required = true, description = "The queue.")
    private String queue = "";

    @Option(names = "--data", paramLabel = "DIR", description = "A backup or a data folder. Default: data")
    private Path data = Path.of("data");

    @Option(names = "--account", paramLabel = "ID", description = "Account of the queue. Default: 000000000000")
    private String account = "000000000000";

    @Parameters(paramLabel = "FILE", description = "The file, written anew.")
    private Path file = Path.of("");

    ExportMain() {}

    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /** Runs the command and returns its exit status. */
    public static int execute(PrintStream out, PrintStream err, String... arguments) {
        return execute(new ExportMain(), out, err, arguments);
    }

    @Override
    Report run(Progress shown) {
        return new ExportRun(data, new QueueName(account, queue), file, shown).run();
    }
}
