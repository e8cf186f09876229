package dev.skidway.cli;

import dev.skidway.queues.QueueName;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./skidway import}: sends the messages of an exported file to a queue of a running server. */
@Command(
        name = "skidway import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends the messages of an exported file to a queue of a running server, in the order of the file.",
        footer = {
            "",
            "Exit status: 0 all are in the queue, 2 no such server or queue, 3 the file is not whole,",
            "4 not all are in the queue: which, and where to go on, is said.",
            "More: docs/operations/export.md"
        })
public final class ImportMain extends Tool {

    @Option(names = "--queue", paramLabel = "NAME", required = true, description = "The queue; it must exist.")
    private String queue = "";

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            description = "SQS port of the server. Default: 127.0.0.1:9324")
    private String target = "127.0.0.1:9324";

    @Option(names = "--account", paramLabel = "ID", description = "Account of the queue. Default: 000000000000")
    private String account = "000000000000";

    @Option(
            names = "--from-line",
            paramLabel = "N",
            description = "Go on with this line, as an import that stopped said. Default: 2, the first message")
    private long fromLine = 2;

    @Parameters(paramLabel = "FILE", description = "A file that skidway export wrote.")
    private Path file = Path.of("");

    ImportMain() {}

    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /** Runs the command and returns its exit status. */
    public static int execute(PrintStream out, PrintStream err, String... arguments) {
        return execute(new ImportMain(), out, err, arguments);
    }

    @Override
    Report run(Progress shown) {
        boolean fifo = new QueueName(account, queue).fifo();
        return new ImportRun(new SqsQueue(target, account, queue), fifo, file, fromLine, shown).run();
    }
}
