package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, from its first line of output to its end. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern SQS = Pattern.compile("sqs=(http://\\S+)");
    private static final Pattern GRPC = Pattern.compile("grpc=(\\S+)");
    private static final Pattern HTTP = Pattern.compile("http=(http://\\S+)");
    private static final String SERVER_MAIN = "dev.skidway.app.SkidwayApp";
    private static final int READY_SECONDS_MAX = 300;
    private static final int STOP_SECONDS_MAX = 30;
    private static final int ENDING_SECONDS_MAX = 5;

    private final Process process;
    private final URI sqs;
    private final URI http;
    private final Target target;

    private ServerProcess(Process process, String readyLine) {
        this.process = process;
        sqs = address(SQS, readyLine);
        http = address(HTTP, readyLine);
        target = new Target(socketAddress(sqs), Target.parse("grpc", found(GRPC, readyLine)), socketAddress(http));
    }

    /**
     * Starts {@code command start --data data --sqs-port 0 --http-port 0 …} and waits for its ready line.
     *
     * @param command the launcher, or a whole {@code java} command line up to the main class
     * @param more further arguments of {@code start}
     */
    public static ServerProcess start(List<String> command, Path data, List<String> more) throws IOException {
        return awaitReady(spawn(command, data, more, ProcessBuilder.Redirect.INHERIT));
    }

    /** The same, with its log going to {@code errors}; says with which exit code it ended where it does not become ready. */
    public static Attempt attempt(List<String> command, Path data, List<String> more, ProcessBuilder.Redirect errors)
            throws IOException {
        Process process = spawn(command, data, more, errors);
        try {
            return new Attempt(awaitReady(process), OptionalInt.empty());
        } catch (SkidwayException e) {
            return new Attempt(null, OptionalInt.of(process.onExit().join().exitValue()));
        }
    }

    /**
     * What became of a start.
     *
     * @param process the server, when it is ready
     * @param exitCode what it ended with before that
     */
    public record Attempt(@Nullable ServerProcess process, OptionalInt exitCode) {}

    private static Process spawn(List<String> command, Path data, List<String> more, ProcessBuilder.Redirect errors)
            throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("start", "--data", data.toString()));
        if (!more.contains("--sqs-port")) {
            line.addAll(List.of("--sqs-port", "0"));
        }
        line.addAll(List.of("--http-port", "0"));
        line.addAll(more);
        return new ProcessBuilder(line).redirectError(errors).start();
    }

    private static ServerProcess awaitReady(Process process) {
        CompletableFuture<@Nullable String> ready = new CompletableFuture<>();
        Thread.ofVirtual().name("server-output").start(() -> readOutput(process, ready));
        try {
            return new ServerProcess(process, readyLine(ready.get(READY_SECONDS_MAX, TimeUnit.SECONDS)));
        } catch (ExecutionException | TimeoutException | SkidwayException e) {
            throw notReady(process, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notReady(process, e);
        }
    }

    /** Starts the server of this class path with the Java that runs this process, on a small heap. */
    public static ServerProcess startOnClassPath(String classPath, Path data, String... more) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                List.of(java.toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, SERVER_MAIN);
        return start(command, data, List.of(more));
    }

    Target target() {
        return target;
    }

    /** Where SQS clients send their requests. */
    public URI sqsAddress() {
        return sqs;
    }

    /** Where native clients connect, {@code host:port}. */
    public String grpcTarget() {
        return target.grpc().getHostString() + ":" + target.grpc().getPort();
    }

    /** Where its health, metrics and status are. */
    public URI httpAddress() {
        return http;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process at once, as a crash of its machine's power would end it for the process: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to drain and stop (SIGTERM); returns its exit code. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Waits for the process to end by itself; returns its exit code, or nothing when it still runs after {@code limit}. */
    public OptionalInt awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        if (running()) {
            stop();
        }
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }

    /** Reads the output to its end, so that the server never blocks on a full pipe. */
    private static void readOutput(Process process, CompletableFuture<@Nullable String> ready) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains("ready") && line.contains("sqs=")) {
                    ready.complete(line);
                }
            }
            ready.complete(null);
        } catch (IOException e) {
            ready.complete(null);
        }
    }

    private static String readyLine(@Nullable String line) {
        if (line == null) {
            throw new SkidwayException(
                    LoadError.SERVER_NOT_READY, Severity.REFUSE_START, "the output ended without a ready line.");
        }
        return line;
    }

    private static URI address(Pattern pattern, String line) {
        return URI.create(found(pattern, line));
    }

    private static String found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new SkidwayException(
                    LoadError.SERVER_NOT_READY,
                    Severity.REFUSE_START,
                    "expected " + pattern.pattern() + " in the ready line, found: " + line);
        }
        return matcher.group(1);
    }

    private static InetSocketAddress socketAddress(URI address) {
        return new InetSocketAddress(address.getHost(), address.getPort());
    }

    private static SkidwayException notReady(Process process, Exception cause) {
        boolean ended = endsByItself(process);
        process.destroyForcibly();
        String end = ended ? "ended with exit code " + process.exitValue() : "was still running";
        return new SkidwayException(
                LoadError.SERVER_NOT_READY,
                Severity.REFUSE_START,
                "the server did not become ready within " + READY_SECONDS_MAX + " s; its process " + end
                        + ". Its messages stand above.",
                cause);
    }

    /** A process whose output has ended is about to end, with an exit code that a kill must not replace. */
    private static boolean endsByItself(Process process) {
        try {
            return process.waitFor(ENDING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
