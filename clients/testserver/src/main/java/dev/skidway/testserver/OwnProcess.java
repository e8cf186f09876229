package dev.skidway.testserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in a process of its own, on the class path of the test. It ends when its standard input does, so it never outlives the test
 * even if that is killed.
 */
final class OwnProcess implements SkidwayTestServer.Host {

    private static final int STOP_SECONDS_MAX = 30;
    private static final List<String> FLAGS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final String readyLine;

    private OwnProcess(Process process, String readyLine) {
        this.process = process;
        this.readyLine = readyLine;
    }

    static OwnProcess start(Path javaHome, Instant start, Map<String, String> settings, Duration patience) {
        List<String> line = new ArrayList<>();
        line.add(javaHome.resolve("bin").resolve("java").toString());
        line.addAll(FLAGS);
        line.addAll(List.of("-cp", classPath(), InProcess.SERVER, start.toString()));
        settings.forEach((key, value) -> line.add(key + "=" + value));
        Process process;
        try {
            process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new TestServerException("the process of the server did not start: " + e.getMessage(), e);
        }
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, ready), "skidway-test-server");
        reader.setDaemon(true);
        reader.start();
        try {
            return new OwnProcess(process, ready.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new TestServerException("interrupted while the server was starting", e);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new TestServerException(
                    "expected the server to serve within " + patience + ", found "
                            + (e instanceof TimeoutException ? "it still starting" : "its process ended")
                            + "; what it said stands above. Its Java is " + javaHome,
                    e);
        }
    }

    /** The server's own class path, where the one of the test does not suit it. */
    private static String classPath() {
        return System.getProperty("skidway.testserver.class-path", System.getProperty("java.class.path"));
    }

    /** Reads to the end, so that the server never waits for a full pipe. */
    private static void read(Process process, CompletableFuture<String> ready) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("skidway ready:")) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IOException("the output of the server ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    @Override
    public String readyLine() {
        return readyLine;
    }

    /** For tests of this class: whether it is over. */
    boolean ended() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new TestServerException("the server did not stop well: " + e, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
