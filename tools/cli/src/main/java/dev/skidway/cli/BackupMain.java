package dev.skidway.cli;

import dev.skidway.journal.RealDisk;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./skidway backup}: copies the data of a running server to a new folder, and checks the copy. */
@Command(
        name = "skidway backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Copies the data of a running server to a new folder, and checks the copy.",
        footer = {
            "",
            "Run it on the machine and as the user of the server: it reads the data folder.",
            "Exit status: 0 done and checked, 2 no such server, or the folder is not empty,",
            "3 the copy is damaged, 4 a file cannot be read or written, or the server let go.",
            "More: docs/operations/backup.md"
        })
public final class BackupMain extends Tool {

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "Absent or empty folder for the backup.")
    private Path to = Path.of("");

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            description = "HTTP port of the server. Default: 127.0.0.1:8080")
    private String target = "127.0.0.1:8080";

    BackupMain() {}

    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /** Runs the command and returns its exit status. */
    public static int execute(PrintStream out, PrintStream err, String... arguments) {
        return execute(new BackupMain(), out, err, arguments);
    }

    @Override
    Report run(Progress shown) {
        return new BackupRun(new BackupClient(target), new NewFolder(to, RealDisk::open), shown).run();
    }
}
