package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a server that was started for tests, and the lack of it in every other one. */
class TestClockTest {

    @TempDir
    Path temp;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aServerStartedForTestsIsMovedByACall() throws IOException, InterruptedException {
        try (Program program = Program.start(temp, temp.resolve("data"), "--test-clock", "2026-03-28T12:00:00Z")) {
            int http = program.awaitReady()[1];

            assertThat(move(http, "{\"advance_ms\":3600000}").body()).contains("\"now_ms\":1774702800000");
            assertThat(move(http, "{\"to_ms\":0}").statusCode()).isEqualTo(400);

            program.terminate();
            assertThat(program.awaitExit()).as(program.errors()).isZero();
            assertThat(program.errors()).contains("for tests only");
        }
    }

    @Test
    void noOtherServerHasSuchACall() throws IOException, InterruptedException {
        try (Program program = Program.start(temp, temp.resolve("data"))) {
            int http = program.awaitReady()[1];

            assertThat(move(http, "{\"advance_ms\":1}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aTimeThatNoClockShowsIsRefused() {
        for (String time : List.of("1969-12-31T23:59:59Z", "noon")) {
            try (Program program = Program.start(temp, temp.resolve("data"), "--test-clock", time)) {
                assertThat(program.awaitExit()).isEqualTo(2);
                assertThat(program.errors()).contains("--test-clock");
            }
        }
    }

    private HttpResponse<String> move(int port, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/test/clock"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
