package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.app.Server;
import dev.skidway.base.SystemTime;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk refuses new work by name, lets work be finished, and is forgotten once there is room. */
class FullDiskTest {

    private static final String BODY = "x".repeat(100_000);

    @TempDir
    Path folder;

    @Test
    void sendsAreRefusedAcksGoOnAndAllRecoversWhenThereIsRoom() throws IOException, InterruptedException {
        FullDisk disk = new FullDisk(RealDisk.open(folder));
        try (Server server =
                        Server.open(SmallServer.config(Map.of("journal.retry-millis", "50")), disk, new SystemTime());
                Sqs sqs = new Sqs(server.sqsPort())) {
            sqs.create("q");
            Deque<String> handles = new ArrayDeque<>();
            for (int i = 0; i < 20; i++) {
                assertThat(sqs.send("q", "small").status()).isEqualTo(200);
                handles.add(sqs.receive("q").receiptHandle());
            }

            disk.fill();
            Sqs.Answer refused = sqs.send("q", BODY);
            while (refused.status() == 200) {
                refused = sqs.send("q", BODY);
            }

            assertThat(refused.status()).isGreaterThanOrEqualTo(400);
            assertThat(refused.body().path("message").asText()).contains("SK-ENG-003");
            assertThat(page(server, "/health/ready")).contains("HIGH_WATER");
            while (!handles.isEmpty()) {
                assertThat(sqs.delete("q", handles.remove()).status()).isEqualTo(200);
            }

            disk.makeRoom();
            Sqs.Answer accepted = sqs.send("q", "again");
            while (accepted.status() != 200) {
                accepted = sqs.send("q", "again");
            }
            assertThat(accepted.body().path("MessageId").asText()).isNotEmpty();
        }
    }

    private static String page(Server server, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
