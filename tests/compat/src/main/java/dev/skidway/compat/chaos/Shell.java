package dev.skidway.compat.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands of the system, such as mount. */
final class Shell {

    private static final int SECONDS_MAX = 60;

    private Shell() {}

    /** Runs a command and returns what it printed; fails with that when it ends with anything but 0. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = statusOf(process);
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status + ": " + printed);
        }
        return printed;
    }

    /** Waits for the end of a process, and makes it end when that takes too long. */
    static int statusOf(Process process) throws IOException {
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("expected an end within " + SECONDS_MAX + " s of "
                        + List.of(process.info().command()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted", e);
        }
    }
}
