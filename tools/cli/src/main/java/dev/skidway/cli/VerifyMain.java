package dev.skidway.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./skidway verify}: checks the data folder of a server that does not run, or a backup, and changes nothing in it. */
@Command(
        name = "skidway verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks a data folder whose server does not run, or a backup, and changes nothing in it.",
        footer = {
            "",
            "Exit status: 0 whole, 2 no data there or bad arguments, 3 damaged data,",
            "4 a file cannot be read or written, 5 a running server uses the folder.",
            "More: docs/operations/damage.md"
        })
public final class VerifyMain extends Tool {

    @Parameters(paramLabel = "DIR", description = "The data folder, or the folder of a backup.")
    private Path folder = Path.of("data");

    VerifyMain() {}

    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /** Runs the command and returns its exit status. */
    static int execute(PrintStream out, PrintStream err, String... arguments) {
        return execute(new VerifyMain(), out, err, arguments);
    }

    @Override
    Report run(Progress shown) {
        Verification seen =
                BackupManifest.isIn(folder) ? new BackupCheck(folder, shown).run() : new Verifier(folder, shown).run();
        return new VerifyReport(folder, seen);
    }
}
