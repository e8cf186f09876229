package dev.skidway.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skidway.engine.Outcome;
import dev.skidway.journal.HoldLimits;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.Storage;
import dev.skidway.node.PeekedPage;
import dev.skidway.testkit.ManualTime;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups on the admin port: who may begin one, what it is told to copy, how it learns that it was let go. */
@Timeout(60)
class BackupPathTest {

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private Storage storage;
    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), time);
        AdminServer.Sources sources = new AdminServer.Sources(
                new Readiness()::stage,
                () -> StatusPageTest.status("orders", "OPEN"),
                () -> MetricSnapshots.of(),
                (queue, wanted, after, countMax) -> new Outcome.Done<>(new PeekedPage(List.of(), null)),
                () -> new BackupSource.Held(folder, storage.hold(new HoldLimits(1_000, 1 << 20))));
        admin = AdminServer.start("127.0.0.1", 0, List.of(), sources, null);
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        admin.close();
        storage.close();
    }

    @Test
    void tellsWhatToCopyAndThatItWasHeldToTheEnd() throws IOException {
        JsonNode plan = begun();

        assertThat(plan.get("data_folder").textValue()).isEqualTo(folder.toString());
        assertThat(plan.get("end_position").longValue()).isEqualTo(65_536);
        assertThat(plan.get("files").get(0).get("name").textValue()).isEqualTo("journal-0000000000000001.seg");
        assertThat(plan.get("files").get(0).get("size").intValue()).isEqualTo(65_536);
        assertThat(plan.get("sides").findValuesAsText("name")).containsExactly("identity", "manifest-a");
        assertThat(plan.get("sides").get(0).get("content").binaryValue())
                .hasSize(64)
                .endsWith(new byte[32]);

        JsonNode end = answer(send("DELETE", "/" + plan.get("id").textValue(), ""), 200);

        assertThat(end.get("held").booleanValue()).isTrue();
        stepUntil(() -> !storage.held());
    }

    @Test
    void tellsWhyItWasLetGo() throws IOException {
        JsonNode plan = begun();
        String touch = "/" + plan.get("id").textValue() + "/touch";
        assertThat(answer(send("POST", touch, "application/json"), 200)
                        .get("held")
                        .booleanValue())
                .isTrue();

        time.advanceMillis(1_001);
        stepUntil(() -> !storage.held());

        JsonNode end = answer(send("POST", touch, "application/json"), 200);
        assertThat(end.get("held").booleanValue()).isFalse();
        assertThat(end.get("lost_because").textValue()).contains("idle-millis-max");
    }

    @Test
    void holdsOneAtATime() throws IOException {
        begun();

        JsonNode refusal = answer(send("POST", "", "application/json"), 503);

        assertThat(refusal.get("code").textValue()).isEqualTo("SK-JRN-019");
    }

    @Test
    void knowsNoOtherBackup() throws IOException {
        assertThat(answer(send("POST", "/other/touch", "application/json"), 404)
                        .get("code")
                        .textValue())
                .isEqualTo("SK-JRN-020");
        begun();

        answer(send("DELETE", "/other", ""), 404);

        assertThat(storage.held()).isTrue();
    }

    @Test
    void refusesWhatAWebPageCouldSend() {
        assertThat(send("POST", "", "text/plain").join().statusCode()).isEqualTo(415);
        HttpRequest foreign = request("POST", "", "application/json")
                .header("Origin", "http://evil.example")
                .build();
        assertThat(client.sendAsync(foreign, HttpResponse.BodyHandlers.ofString())
                        .join()
                        .statusCode())
                .isEqualTo(403);
        assertThat(storage.held()).isFalse();
    }

    private JsonNode begun() throws IOException {
        CompletableFuture<HttpResponse<String>> answer = send("POST", "", "application/json");
        stepUntil(answer::isDone);
        return answer(answer, 200);
    }

    private void stepUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            storage.housekeeper().step();
            Thread.yield();
        }
    }

    private HttpRequest.Builder request(String method, String path, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + admin.port() + "/api/backup" + path))
                .method(method, BodyPublishers.noBody());
        return type.isEmpty() ? request : request.header("Content-Type", type);
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String type) {
        return client.sendAsync(request(method, path, type).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode answer(CompletableFuture<HttpResponse<String>> sent, int status) throws IOException {
        HttpResponse<String> response = sent.join();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }
}
