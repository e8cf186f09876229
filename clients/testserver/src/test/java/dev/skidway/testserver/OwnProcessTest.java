package dev.skidway.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own: for older versions of Java, and for whoever wants its libraries out of the way. */
class OwnProcessTest {

    private static final Path HERE = Path.of(System.getProperty("java.home"));
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void isDrivenAsOneInTheSameProcess() {
        try (SkidwayTestServer server =
                SkidwayTestServer.with().inOwnProcess().patience(LONG).start()) {
            assertThat(Reminded.handledAfterAnHour(server)).containsExactly("call at 2026-01-01T00:59:00Z");
            assertThat(server.sqsAddress().getPort()).isPositive();
            assertThat(server.target()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void endsWhenItIsClosed() {
        OwnProcess process = OwnProcess.start(HERE, Instant.EPOCH, settings(), LONG);

        process.close();

        assertThat(process.ended()).isTrue();
    }

    @Test
    void endsWhenWhoeverClosesItIsInterrupted() {
        OwnProcess process = OwnProcess.start(HERE, Instant.EPOCH, settings(), LONG);

        Thread.currentThread().interrupt();
        process.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anOlderJavaDrivesIt() throws IOException, InterruptedException {
        ProcessBuilder command = onOlderJava();
        command.environment().put("SKIDWAY_JAVA_HOME", HERE.toString());
        Process test = command.redirectErrorStream(true).start();

        String said = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(test.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("Java (17|21): \\[call at 2026-01-01T00:59:00Z]");
    }

    @Test
    void anOlderJavaIsToldWhatIsMissing() throws IOException, InterruptedException {
        ProcessBuilder command = onOlderJava();
        command.environment().remove("SKIDWAY_JAVA_HOME");
        Process test = command.redirectErrorStream(true).start();

        String said = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(test.waitFor()).isNotZero();
        assertThat(said).contains("expected a JDK 25").contains("SKIDWAY_JAVA_HOME");
    }

    @Test
    void saysWhyItDidNotStart() {
        assertThatThrownBy(() -> SkidwayTestServer.with()
                        .inOwnProcess()
                        .javaHome(folder.resolve("nowhere"))
                        .start())
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> OwnProcess.start(HERE, Instant.EPOCH, settings(), Duration.ofMillis(1)))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("still starting");
        assertThatThrownBy(() -> OwnProcess.start(HERE, Instant.EPOCH, Map.of("server.prot", "1"), LONG))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("its process ended");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> OwnProcess.start(HERE, Instant.EPOCH, settings(), LONG))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void saysThatTheServerIsNotOnTheClassPath() {
        assertThatThrownBy(() -> InProcess.start("dev.skidway.app.Missing", Instant.EPOCH, settings()))
                .isInstanceOf(TestServerException.class)
                .hasMessageContaining("skidway-app");
    }

    private Map<String, String> settings() {
        return Map.of(
                "server.data", folder.resolve("data").toString(),
                "server.sqs-port", "0",
                "server.http-port", "0",
                "journal.segment-bytes", "8388608",
                "journal.ballast-bytes", "0",
                "journal.free-bytes-min", "0");
    }

    /** A program that uses the test server, on a Java that cannot run the server. */
    private static ProcessBuilder onOlderJava() throws IOException {
        Optional<Path> older = olderJava();
        Assumptions.assumeTrue(older.isPresent(), "no Java 17 or 21 in /usr/lib/jvm");
        return new ProcessBuilder(
                older.orElseThrow().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Reminded.class.getName());
    }

    private static Optional<Path> olderJava() throws IOException {
        Path homes = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(homes)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(homes)) {
            List<Path> found = entries.filter(
                            home -> home.getFileName().toString().matches(".*\\b(17|21)\\b.*"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .sorted()
                    .toList();
            return found.stream().findFirst();
        }
    }
}
