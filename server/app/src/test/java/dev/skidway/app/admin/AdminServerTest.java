package dev.skidway.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.node.NodeError;
import dev.skidway.node.PeekedPage;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminServerTest {

    private final Readiness readiness = new Readiness();
    private final AdminServer.Sources sources = new AdminServer.Sources(
            readiness::stage,
            () -> StatusPageTest.status("orders", "OPEN"),
            () -> MetricSnapshots.of(),
            (queue, wanted, after, countMax) -> new Outcome.Done<>(new PeekedPage(List.of(), null)),
            AdminServerTest::noBackups);
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer admin;

    static BackupSource.Held noBackups() {
        throw new SkidwayException(NodeError.STARTING, Severity.RETRY, "the server is still starting");
    }

    @BeforeEach
    void start() throws BindException {
        admin = AdminServer.start("127.0.0.1", 0, List.of(), sources, null);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        admin.close();
    }

    @Test
    void livesButIsNotReadyWhileItStarts() throws IOException, InterruptedException {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("starting").contains("reading the journal");
    }

    @Test
    void readyWhileItServesAndNotWhileItDrains() throws IOException, InterruptedException {
        readiness.move(Readiness.Phase.READY, "");
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        readiness.move(Readiness.Phase.DRAINING, "the server is being stopped");

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("being stopped");
    }

    @Test
    void failureIsFinalAndShown() throws IOException, InterruptedException {
        readiness.move(Readiness.Phase.FAILED, "SK-JRN-001: the disk failed");
        readiness.move(Readiness.Phase.DRAINING, "later");

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("SK-JRN-001");
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/style.css, text/css",
        "/refresh.js, text/javascript",
        "/icon.svg, image/svg+xml",
        "/metrics, text/plain",
        "/api/status, application/json",
        "/api/queues/orders/messages, application/json"
    })
    void everyPageHasItsTypeAndTheSafetyHeaders(String path, String type) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
    }

    @Test
    void unknownPathIsNotFoundAndChangingMethodsAreNotServed() throws IOException, InterruptedException {
        assertThat(get("/../../etc/passwd").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isBetween(404, 405);
    }

    @Test
    void requestFromAForeignPageIsRefused() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/status"))
                .header("Origin", "https://evil.example")
                .build();

        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("orders");
    }

    @Test
    void takenPortIsReportedToTheCaller() {
        assertThatThrownBy(() -> AdminServer.start("127.0.0.1", admin.port(), List.of(), sources, null))
                .isInstanceOf(BindException.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + admin.port() + path);
    }
}
