package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Clients that are programs of their own, as they are installed here. */
final class Programs {

    private static final int SECONDS_MAX = 120;

    private Programs() {}

    /** A program that was run to its end, and all it printed, stripped. */
    record Run(int exitCode, String output) {}

    /** Runs a command with any credentials. */
    static Run run(Path folder, List<String> command) throws IOException, InterruptedException {
        // Through a file, for a program that hangs would keep a pipe open.
        Path output = Files.createTempFile("skidway-compat-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("AWS_ACCESS_KEY_ID", "any");
            builder.environment().put("AWS_SECRET_ACCESS_KEY", "any");
            builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
            Process process = builder.start();
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
            assertThat(ended).as("%s ended; it printed %s", command, printed).isTrue();
            return new Run(process.exitValue(), printed);
        } finally {
            Files.delete(output);
        }
    }

    /** The last line that a command prints, or why it could not be run. */
    static String answer(List<String> command) throws InterruptedException {
        try {
            return run(Path.of("."), command).output().lines().reduce("", (before, line) -> line);
        } catch (IOException e) {
            return command.getFirst() + " cannot be run";
        }
    }

    /** Skips the test, with the reason where people look for it. */
    static void skip(String reason) {
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }

    /** A file of this module's test resources. */
    static Path resource(String name) {
        return Path.of("src/test/resources/clients", name).toAbsolutePath();
    }
}
