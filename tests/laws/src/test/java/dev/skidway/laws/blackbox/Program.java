package dev.skidway.laws.blackbox;

import dev.skidway.app.SkidwayApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The real program in a process of its own. */
final class Program implements AutoCloseable {

    private static final long SECONDS_MAX = 60;
    private static final Pattern PORTS = Pattern.compile("sqs=http://[^ ]*:(\\d+) http=http://[^ ]*:(\\d+)");

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private Program(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** Starts it on free ports with {@code data} as its folder; {@code temp} takes what it says on standard error. */
    static Program start(Path temp, Path data, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("start", "--data", data.toString(), "--sqs-port", "0", "--http-port", "0"));
        arguments.addAll(List.of(more));
        return run(temp, arguments);
    }

    static Program run(Path temp, List<String> arguments) {
        return run(temp, SkidwayApp.class, arguments);
    }

    static Program run(Path temp, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            Path errors = Files.createTempFile(temp, "program", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            return new Program(process, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line that says it serves; returns the ports of SQS and HTTP. */
    int[] awaitReady() {
        String line = readLine();
        Matcher ports = PORTS.matcher(line == null ? "" : line);
        if (line == null || !line.contains("ready") || !ports.find()) {
            throw new AssertionError("expected a line with 'ready', found: " + line + "\n" + errors());
        }
        return new int[] {Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2))};
    }

    @Nullable String readLine() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("still runs after " + SECONDS_MAX + " s\n" + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
