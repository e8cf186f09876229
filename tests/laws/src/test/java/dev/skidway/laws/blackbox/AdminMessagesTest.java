package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skidway.app.Server;
import dev.skidway.base.SystemTime;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks after the server sees messages on the admin port, and clients notice nothing of it. */
class AdminMessagesTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private Server server;
    private Sqs sqs;

    @BeforeEach
    void start() throws IOException {
        server = Server.open(SmallServer.config(Map.of()), RealDisk.open(folder), new SystemTime());
        sqs = new Sqs(server.sqsPort());
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        sqs.close();
        server.close();
    }

    @Test
    void showsWhatWasSentAndLeavesItToBeReceived() throws IOException, InterruptedException {
        sqs.create("orders");
        String id = sqs.send("orders", "two coffees").body().get("MessageId").asText();

        JsonNode shown = page("orders/messages?state=ready").at("/messages/0");
        Sqs.Answer received = sqs.receive("orders");
        JsonNode leased = page("orders/messages?state=leased").at("/messages/0");

        assertThat(shown.get("message_id").asText()).isEqualTo(id);
        assertThat(shown.get("body").asText()).isEqualTo("two coffees");
        assertThat(shown.get("receive_count").asInt()).isZero();
        assertThat(received.body().at("/Messages/0/MessageId").asText()).isEqualTo(id);
        assertThat(leased.get("message_id").asText()).isEqualTo(id);
        assertThat(leased.get("receive_count").asInt()).isEqualTo(1);
        assertThat(leased.get("due_at_ms").asLong())
                .isEqualTo(leased.get("first_received_at_ms").asLong() + 30_000);
        assertThat(page("orders/messages?state=ready").get("messages")).isEmpty();
        sqs.delete("orders", received.receiptHandle());
        assertThat(page("orders/messages").get("messages")).isEmpty();
    }

    @Test
    void showsAttributesAndWhatFifoQueuesAdd() throws IOException, InterruptedException {
        sqs.call("CreateQueue", "{\"QueueName\":\"orders.fifo\",\"Attributes\":{\"FifoQueue\":\"true\"}}");
        Sqs.Answer sent = sqs.call("SendMessage", """
                {"QueueUrl":"orders.fifo","MessageBody":"b","MessageGroupId":"g","MessageDeduplicationId":"d",
                 "MessageAttributes":{"tenant":{"DataType":"String","StringValue":"acme"}}}""");

        JsonNode shown = page("orders.fifo/messages").at("/messages/0");

        assertThat(shown.get("group").asText()).isEqualTo("g");
        assertThat(shown.get("deduplication_id").asText()).isEqualTo("d");
        assertThat(shown.get("sequence_number").asText())
                .isEqualTo(sent.body().get("SequenceNumber").asText());
        assertThat(shown.at("/attributes/0/name").asText()).isEqualTo("tenant");
        assertThat(shown.at("/attributes/0/value").asText()).isEqualTo("acme");
    }

    @Test
    void goesOnFromPageToPage() throws IOException, InterruptedException {
        sqs.create("orders");
        List<String> sent = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            sent.add("order " + number);
            sqs.send("orders", sent.getLast());
        }

        List<String> seen = new ArrayList<>();
        String query = "";
        while (query != null) {
            JsonNode page = page("orders/messages?max=2" + query);
            assertThat(page.get("messages").size()).isLessThanOrEqualTo(2);
            page.get("messages").forEach(message -> seen.add(message.get("body").asText()));
            query = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asText();
        }

        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void refusesWithACodeWhatItCannotShow() throws IOException, InterruptedException {
        sqs.create("orders");
        sqs.create("other");
        sqs.send("other", "1");
        sqs.send("other", "2");
        String foreign = page("other/messages?max=1").get("next").asText();

        for (String unknown : List.of("absent/messages", "%3Cscript%3E/messages", "ORDERS/messages")) {
            assertCode(unknown, 404, "SK-QUE-001");
        }
        for (String bad : List.of("max=0", "state=gone", "after=forged", "after=", "after=" + foreign, "page=2")) {
            assertCode("orders/messages?" + bad, 400, "SK-QUE-005");
        }
        assertThat(statusLine("/api/queues/orders/messages?max=%zz")).contains(" 400 ");
    }

    @Test
    void keepsWebPagesOfStrangersAway() throws IOException, InterruptedException {
        sqs.create("orders");
        sqs.send("orders", "a secret");

        HttpResponse<String> refused = client.send(
                HttpRequest.newBuilder(uri("orders/messages"))
                        .header("Origin", "https://evil.example")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> allowed = get("orders/messages");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("a secret");
        assertThat(allowed.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(allowed.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(allowed.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(allowed.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    private void assertCode(String path, int status, String code) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(json.readTree(answer.body()).get("code").asText()).as(path).isEqualTo(code);
        assertThat(json.readTree(answer.body()).get("message").asText())
                .as(path)
                .isNotEmpty();
    }

    private JsonNode page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the server answers to a path that no client library would send. */
    private String statusLine(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
            socket.setSoTimeout(10_000);
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines().findFirst().orElse("(closed without an answer)");
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + "/api/queues/" + path);
    }
}
