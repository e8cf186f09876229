package dev.skidway.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.NodeError;
import dev.skidway.node.PeekedPage;
import dev.skidway.queues.QueueRejection;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The call that moves the clock of a test: what is asked for, what is refused, and who has no such call. */
@Timeout(60)
class ClockPathTest {

    private final List<ClockMover.Move> moves = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Moving moving = move -> new Outcome.Done<>(new ClockMover.Moved(7_000, 2));
    private AdminServer admin;

    /** What becomes of a move. */
    private interface Moving {
        Outcome<ClockMover.Moved> move(ClockMover.Move move) throws InterruptedException;
    }

    @BeforeEach
    void start() throws BindException {
        admin = admin(new ClockMover() {
            @Override
            public long nowMillis() {
                return 5_000;
            }

            @Override
            public Outcome<Moved> move(Move move) throws InterruptedException {
                moves.add(move);
                return moving.move(move);
            }
        });
    }

    private static AdminServer admin(@Nullable ClockMover mover) throws BindException {
        AdminServer.Sources sources = new AdminServer.Sources(
                new Readiness()::stage,
                () -> StatusPageTest.status("orders", "OPEN"),
                () -> MetricSnapshots.of(),
                (queue, wanted, after, countMax) -> new Outcome.Done<>(new PeekedPage(List.of(), null)),
                AdminServerTest::noBackups);
        return AdminServer.start("127.0.0.1", 0, List.of(), sources, mover);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        admin.close();
    }

    @Test
    void tellsTheTime() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri(admin)).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"now_ms\":5000}");
    }

    @Test
    void movesByATimeOrToOne() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("{\"advance_ms\":2000}");
        post("{\"to_ms\":7000,\"idle\":[\"a\",\"b.fifo\"],\"patience_ms\":9}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"now_ms\":7000,\"stops\":2}");
        assertThat(moves)
                .containsExactly(
                        new ClockMover.Move(2_000, 0, List.of(), 30_000),
                        new ClockMover.Move(-1, 7_000, List.of("a", "b.fifo"), 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | JSON",
                "[] | object",
                "'' | object",
                "{} | either",
                "{\"advance_ms\":1,\"to_ms\":1} | either",
                "{\"advance_ms\":-1} | advance_ms",
                "{\"advance_ms\":1.5} | advance_ms",
                "{\"advance_ms\":99999999999999999999} | advance_ms",
                "{\"to_ms\":\"noon\"} | to_ms",
                "{\"advance_ms\":1,\"patience_ms\":600001} | patience_ms",
                "{\"advance_ms\":1,\"idle\":\"a\"} | idle",
                "{\"advance_ms\":1,\"idle\":[1]} | idle",
                "{\"advance_ms\":1,\"speed\":2} | speed"
            })
    void refusesWhatItDoesNotUnderstand(String body, String named) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SK-QUE-005").contains(named);
        assertThat(moves).isEmpty();
    }

    @Test
    void saysWhyItCouldNotMove() throws IOException, InterruptedException {
        moving = move -> {
            throw new IllegalArgumentException("expected a time from now on");
        };
        assertThat(post("{\"to_ms\":1}").statusCode()).isEqualTo(400);

        moving = move -> new Outcome.Refused<>(new Rejection(QueueRejection.QUEUE_NOT_FOUND, "no queue x"));
        assertThat(post("{\"to_ms\":1}").statusCode()).isEqualTo(404);

        moving = move -> {
            throw new SkidwayException(NodeError.STARTING, Severity.RETRY, "of q 2 jobs run");
        };
        HttpResponse<String> busy = post("{\"to_ms\":1}");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).contains("of q 2 jobs run");

        moving = move -> {
            throw new InterruptedException();
        };
        assertThat(post("{\"to_ms\":1}").statusCode()).isEqualTo(503);
    }

    @Test
    void takesNothingThatAWebPageCouldSend() throws IOException, InterruptedException {
        HttpResponse<String> plain = client.send(
                HttpRequest.newBuilder(uri(admin))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"advance_ms\":1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> foreign = client.send(
                HttpRequest.newBuilder(uri(admin))
                        .header("Content-Type", "application/json")
                        .header("Origin", "https://elsewhere.example")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"advance_ms\":1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(plain.statusCode()).isEqualTo(415);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(moves).isEmpty();
    }

    @Test
    void isNotThereOnAnyOtherServer() throws IOException, InterruptedException {
        try (AdminServer normal = admin(null)) {
            HttpResponse<String> shown =
                    client.send(HttpRequest.newBuilder(uri(normal)).build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> moved = client.send(
                    HttpRequest.newBuilder(uri(normal))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"advance_ms\":1}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(shown.statusCode()).isEqualTo(404);
            assertThat(moved.statusCode()).isEqualTo(404);
        }
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(admin))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(AdminServer server) {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/test/clock");
    }
}
