package dev.skidway.cli;

import dev.skidway.journal.RealDisk;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code ./skidway restore}: makes a new data folder of a backup, up to any moment that it holds. */
@Command(
        name = "skidway restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a new data folder of a backup, up to any moment that it holds, and checks it.",
        footer = {
            "",
            "Exit status: 0 done and checked, 2 no backup there, no such moment, or the folder is not empty,",
            "3 the backup is damaged, 4 a file cannot be read or written.",
            "More: docs/operations/backup.md"
        })
public final class RestoreMain extends Tool {

    @Parameters(paramLabel = "BACKUP", description = "The folder of the backup.")
    private Path backup = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Absent or empty folder that becomes the data folder.")
    private Path data = Path.of("");

    @ArgGroup
    private @Nullable Until until;

    /** Up to where, if not to the end. */
    static final class Until {

        @Option(
                names = "--position",
                paramLabel = "N",
                description = "Up to the last frame that ends at or before this position of the log.")
        private @Nullable Long position;

        @Option(
                names = "--time",
                paramLabel = "T",
                converter = Time.class,
                description = "Up to the first frame after this time: 2026-11-29T15:04:05Z, or with an offset, or"
                        + " milliseconds since 1970.")
        private @Nullable Instant time;
    }

    /** Reads times. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.chars().allMatch(Character::isDigit)
                        ? Instant.ofEpochMilli(Long.parseLong(text))
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException | NumberFormatException e) {
                throw new TypeConversionException(
                        "expected a time like 2026-11-29T15:04:05Z, with its offset, found '" + text + "'");
            }
        }
    }

    RestoreMain() {}

    public static void main(String[] arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /** Runs the command and returns its exit status. */
    public static int execute(PrintStream out, PrintStream err, String... arguments) {
        return execute(new RestoreMain(), out, err, arguments);
    }

    @Override
    Report run(Progress shown) {
        Until moment = until == null ? new Until() : until;
        return new RestoreRun(
                        backup,
                        new NewFolder(data, RealDisk::open),
                        new RestoreRun.Wanted(moment.position, moment.time),
                        shown)
                .run();
    }
}
