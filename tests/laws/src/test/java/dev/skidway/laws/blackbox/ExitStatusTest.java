package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the process tells its caller when it ends, seen from outside. */
class ExitStatusTest {

    @TempDir
    Path temp;

    @Test
    void endsWithZeroWhenAskedToStop() {
        try (Program program = Program.start(temp, temp.resolve("data"))) {
            program.awaitReady();

            program.terminate();

            assertThat(program.awaitExit()).as(program.errors()).isZero();
        }
    }

    @Test
    void endsWithTwoOnUnknownOption() {
        assertEnds(2, List.of("start", "--datum", "x"), "--datum");
    }

    @Test
    void endsWithTwoOnAddressThatIsNotLoopback() {
        assertEnds(2, List.of("start", "--host", "0.0.0.0"), "SK-APP-001");
    }

    @Test
    void endsWithTwoOnUnknownKeyInTheFile() throws IOException {
        Path file = Files.writeString(temp.resolve("s.toml"), "[server]\nsqs-prot = 1\n");

        assertEnds(2, List.of("start", "--config", file.toString()), "Did you mean 'server.sqs-port'");
    }

    @Test
    void endsWithTwoOnPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            String data = temp.resolve("data").toString();

            assertEnds(2, List.of("start", "--data", data, "--sqs-port", port, "--http-port", "0"), "--sqs-port");
            assertEnds(2, List.of("start", "--data", data, "--sqs-port", "0", "--http-port", port), "--http-port");
        }
    }

    @Test
    void endsWithTwoOnDataFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertEnds(2, List.of("start", "--data", file.toString()), file.toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void endsWithTwoOnReadOnlyFolder() {
        // Nobody, not even root, can make files here.
        assertEnds(2, List.of("start", "--data", "/sys/kernel", "--sqs-port", "0", "--http-port", "0"), "/sys/kernel");
    }

    @Test
    void endsWithThreeOnDamagedDataNamingFileAndOffset() throws IOException {
        Path data = temp.resolve("data");
        try (Program program = Program.start(temp, data)) {
            int[] ports = program.awaitReady();
            try (Sqs sqs = new Sqs(ports[0])) {
                sqs.create("q");
                sqs.send("q", "x");
                sqs.send("q", "y");
            }
            program.terminate();
            assertThat(program.awaitExit()).isZero();
        }
        Path segment = firstSegment(data);
        flip(segment, 100);

        assertEnds(3, List.of("start", "--data", data.toString(), "--sqs-port", "0", "--http-port", "0"), "SK-JRN-");
        try (Program again = Program.start(temp, data)) {
            again.awaitExit();
            assertThat(again.errors())
                    .contains(segment.getFileName().toString())
                    .contains("offset");
        }
    }

    @Test
    void endsWithFiveWhenAnotherProcessUsesTheFolder() {
        Path data = temp.resolve("data");
        try (Program first = Program.start(temp, data)) {
            first.awaitReady();

            assertEnds(
                    5,
                    List.of("start", "--data", data.toString(), "--sqs-port", "0", "--http-port", "0"),
                    "uses the folder");
        }
    }

    @Test
    void helpAndVersionEndWithZero() {
        assertEnds(0, List.of("--version"), "");
        assertEnds(0, List.of("--help"), "");
    }

    private void assertEnds(int status, List<String> arguments, String said) {
        try (Program program = Program.run(temp, arguments)) {
            assertThat(program.awaitExit()).as(program.errors()).isEqualTo(status);
            assertThat(program.errors()).contains(said);
        }
    }

    private static Path firstSegment(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal-"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int value = bytes.read();
            bytes.seek(offset);
            bytes.write(value ^ 1);
        }
    }
}
