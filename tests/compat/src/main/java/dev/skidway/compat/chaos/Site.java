package dev.skidway.compat.chaos;

import dev.skidway.compat.chaos.Findings.Violation;
import dev.skidway.load.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The server of a stage with its folder, its log and its clients' history: what faults act upon, and tell what they saw. */
final class Site implements AutoCloseable {

    /** Small files and frequent snapshots, so that all that touches the disk happens within seconds. */
    private static final List<String> SETTINGS = List.of(
            "server.grpc-port=0",
            "journal.segment-bytes=1048576",
            "journal.block-bytes-max=1048576",
            "journal.frame-bytes-max=524288",
            "journal.ring-bytes=1048576",
            "journal.free-bytes-min=2097152",
            "journal.ballast-bytes=1048576",
            "journal.retry-millis=200",
            "engine.snapshot-journal-bytes=3145728",
            "engine.snapshot-interval-millis=2000",
            "engine.snapshot-retry-millis=500");

    private final List<String> command;
    private final Path data;
    private final Path log;
    private final History history;
    private final Findings findings = new Findings();
    private final Thread atExit = new Thread(this::end, "kill-server");
    private volatile @Nullable ServerProcess process;
    private int sqsPort;
    private long logMark;

    Site(List<String> command, Path data, Path log, History history) {
        this.command = command;
        this.data = data;
        this.log = log;
        this.history = history;
        // A run that is broken off must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    History history() {
        return history;
    }

    ServerProcess server() {
        return Objects.requireNonNull(process, "the server was not started yet");
    }

    /** Starts the server, after the first time on the port it had. */
    void start() throws IOException {
        OptionalInt status = tryToStart();
        if (status.isPresent()) {
            throw new IOException("expected the server to start on " + data + ", but it ended with exit code "
                    + status.getAsInt() + "; its log is " + log);
        }
    }

    /** Starts the server if it lets itself be started; otherwise returns the exit code it ended with. */
    OptionalInt tryToStart() throws IOException {
        List<String> more = new ArrayList<>(List.of("--sqs-port", Integer.toString(sqsPort)));
        SETTINGS.forEach(setting -> more.addAll(List.of("--set", setting)));
        markLog();
        ServerProcess.Attempt attempt =
                ServerProcess.attempt(command, data, more, ProcessBuilder.Redirect.appendTo(log.toFile()));
        ServerProcess started = attempt.process();
        if (started != null) {
            process = started;
            sqsPort = started.sqsAddress().getPort();
        }
        return attempt.exitCode();
    }

    void kill() {
        server().kill();
    }

    /** Lets {@link #logged} look only at what comes from now on. */
    void markLog() throws IOException {
        logMark = Files.exists(log) ? Files.size(log) : 0;
    }

    /** True if the server has written this to its log since it was started or the log was marked. */
    boolean logged(String text) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(logMark, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8).contains(text);
    }

    /** Something that must be so under a fault; where it is not, the run fails. */
    void expect(boolean so, String what) {
        findings.add(Violation.BROKEN_EXPECTATIONS, so ? 0 : 1, () -> "expected " + what);
    }

    /** What was expected and did not happen. */
    Findings findings() {
        return findings;
    }

    private void end() {
        ServerProcess last = process;
        if (last != null && last.running()) {
            last.kill();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }
}
