package dev.skidway.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.NodeError;
import dev.skidway.node.PeekedPage;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.Payload;
import dev.skidway.queues.PeekMessages.Wanted;
import dev.skidway.queues.PeekedMessage;
import dev.skidway.queues.QueueRejection;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on the admin port: what is asked of the node, and what is made of its answer. */
@Timeout(60)
class MessagesPathTest {

    private record Asked(
            String queue, Wanted wanted, @Nullable String after, int countMax) {}

    private static final byte[] NOT_TEXT = {(byte) 0xFF, 0, 1};

    private final List<Asked> asked = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private MessageSource source = (queue, wanted, after, countMax) -> new Outcome.Done<>(page());
    private AdminServer admin;

    @BeforeEach
    void start() throws BindException {
        Readiness readiness = new Readiness();
        AdminServer.Sources sources = new AdminServer.Sources(
                readiness::stage,
                () -> StatusPageTest.status("orders", "OPEN"),
                () -> MetricSnapshots.of(),
                this::peek,
                AdminServerTest::noBackups);
        admin = AdminServer.start("127.0.0.1", 0, List.of(), sources, null);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        admin.close();
    }

    @Test
    void asksForTheFirstMessagesOfEveryStateUnlessToldOtherwise() throws IOException, InterruptedException {
        get("orders/messages");
        get("orders.fifo/messages?state=delayed&after=a%2Db&max=100");

        assertThat(asked)
                .containsExactly(
                        new Asked("orders", Wanted.ALL, null, 10),
                        new Asked("orders.fifo", Wanted.DELAYED, "a-b", 100));
    }

    @Test
    void showsTextAsTextAndOtherBytesAsBase64() throws IOException, InterruptedException {
        List<MessageAttribute> attributes = List.of(
                new MessageAttribute("tenant", "String", false, utf8("acme")),
                new MessageAttribute("thumb", "Binary", true, utf8("AB")));
        byte[] headers = new MessageHeaders(attributes, "me", "Root=1", "once").encode();
        List<PeekedPage.Message> messages = List.of(
                message(PeekedMessage.State.LEASED, false, headers, utf8("grüße \u0000\"<b>😀")),
                message(PeekedMessage.State.READY, false, new byte[0], NOT_TEXT));
        source = (queue, wanted, after, countMax) -> new Outcome.Done<>(new PeekedPage(messages, "next-page"));

        HttpResponse<String> answer = get("orders/messages");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode page = json.readTree(answer.body());
        assertThat(page.get("queue").asText()).isEqualTo("orders");
        assertThat(page.get("state").asText()).isEqualTo("all");
        assertThat(page.get("next").asText()).isEqualTo("next-page");
        JsonNode first = page.at("/messages/0");
        assertThat(first.get("body").asText()).isEqualTo("grüße \u0000\"<b>😀");
        assertThat(first.get("message_id").asText()).isEqualTo("id-1");
        assertThat(first.get("state").asText()).isEqualTo("leased");
        assertThat(first.get("enqueued_at_ms").asLong()).isEqualTo(1_000);
        assertThat(first.get("first_received_at_ms").asLong()).isEqualTo(2_000);
        assertThat(first.get("due_at_ms").asLong()).isEqualTo(32_000);
        assertThat(first.get("receive_count").asInt()).isEqualTo(3);
        assertThat(first.get("group").asText()).isEqualTo("customer-7");
        assertThat(first.get("dead_letter_source").asText()).isEqualTo("intake");
        assertThat(first.get("sender").asText()).isEqualTo("me");
        assertThat(first.get("trace_header").asText()).isEqualTo("Root=1");
        assertThat(first.get("deduplication_id").asText()).isEqualTo("once");
        assertThat(first.at("/attributes/0/value").asText()).isEqualTo("acme");
        assertThat(first.at("/attributes/1/value_base64").asText()).isEqualTo("QUI=");
        assertThat(page.at("/messages/1/body_base64").binaryValue()).isEqualTo(NOT_TEXT);
        assertThat(page.at("/messages/1").has("body")).isFalse();
        assertThat(page.at("/messages/1").has("due_at_ms")).isFalse();
    }

    @Test
    void showsWhatIsKnownOfAMessageWhosePayloadIsDamagedOrWhoseHeadersAreNotOurs()
            throws IOException, InterruptedException {
        List<PeekedPage.Message> messages = List.of(
                message(PeekedMessage.State.READY, true, new byte[0], new byte[0]),
                message(PeekedMessage.State.READY, false, new byte[] {7}, utf8("body")));
        source = (queue, wanted, after, countMax) -> new Outcome.Done<>(new PeekedPage(messages, null));

        JsonNode page = json.readTree(get("orders/messages").body());

        assertThat(page.at("/messages/0/damaged").asBoolean()).isTrue();
        assertThat(page.at("/messages/0").has("body")).isFalse();
        assertThat(page.at("/messages/1/headers_base64").binaryValue()).containsExactly(7);
        assertThat(page.at("/messages/1/body").asText()).isEqualTo("body");
        assertThat(page.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=READY",
                "state=",
                "state=gone",
                "max=0",
                "max=101",
                "max=-1",
                "max=ten",
                "max=99999999999999999999",
                "max=1&max=2",
                "status=ready"
            })
    void refusesParametersThatItDoesNotKnowWithACode(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("orders/messages?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).get("code").asText()).isEqualTo("SK-QUE-005");
        assertThat(json.readTree(answer.body()).get("message").asText()).contains("Expected", "found");
        assertThat(asked).isEmpty();
    }

    @Test
    void unknownQueueIsNotFoundAndAnyOtherRefusalABadRequest() throws IOException, InterruptedException {
        source = (queue, wanted, after, countMax) -> new Outcome.Refused<>(new Rejection(
                after == null ? QueueRejection.QUEUE_NOT_FOUND : QueueRejection.SETTING_INVALID, "no \"such\" thing"));

        HttpResponse<String> unknown = get("absent/messages");
        HttpResponse<String> foreign = get("orders/messages?after=x");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.readTree(unknown.body()).get("code").asText()).isEqualTo("SK-QUE-001");
        assertThat(json.readTree(unknown.body()).get("message").asText()).isEqualTo("no \"such\" thing");
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(json.readTree(foreign.body()).get("code").asText()).isEqualTo("SK-QUE-005");
    }

    @Test
    void saysWhetherAFailurePasses() throws IOException, InterruptedException {
        source = (queue, wanted, after, countMax) -> {
            throw queue.equals("later")
                    ? new SkidwayException(NodeError.STARTING, Severity.RETRY, "still starting")
                    : new SkidwayException(NodeError.FAILED, Severity.STOP, "failed");
        };

        HttpResponse<String> passing = get("later/messages");
        HttpResponse<String> lasting = get("never/messages");

        assertThat(passing.statusCode()).isEqualTo(503);
        assertThat(passing.headers().firstValue("Retry-After")).contains("1");
        assertThat(json.readTree(passing.body()).get("code").asText()).isEqualTo("SK-NOD-003");
        assertThat(lasting.statusCode()).isEqualTo(500);
        assertThat(json.readTree(lasting.body()).get("code").asText()).isEqualTo("SK-NOD-005");
    }

    @Test
    void fewPagesAreUnderWayAtOnceAndEachGivesItsRoomBack() throws IOException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(MessagesPath.PAGES_MAX);
        CountDownLatch goOn = new CountDownLatch(1);
        source = (queue, wanted, after, countMax) -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return new Outcome.Done<>(page());
        };
        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int page = 0; page < MessagesPath.PAGES_MAX; page++) {
            held.add(client.sendAsync(request("orders/messages"), HttpResponse.BodyHandlers.ofString()));
        }
        begun.await();

        HttpResponse<String> oneMore = get("orders/messages");
        goOn.countDown();

        assertThat(oneMore.statusCode()).isEqualTo(503);
        assertThat(json.readTree(oneMore.body()).get("code").asText()).isEqualTo("SK-NOD-001");
        for (CompletableFuture<HttpResponse<String>> page : held) {
            assertThat(page.join().statusCode()).isEqualTo(200);
        }
        for (int again = 0; again < 2 * MessagesPath.PAGES_MAX; again++) {
            assertThat(get("orders/messages").statusCode()).isEqualTo(200);
        }
    }

    private Outcome<PeekedPage> peek(String queue, Wanted wanted, @Nullable String after, int countMax) {
        synchronized (asked) {
            asked.add(new Asked(queue, wanted, after, countMax));
        }
        return source.peek(queue, wanted, after, countMax);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static PeekedPage page() {
        return new PeekedPage(List.of(), null);
    }

    private static PeekedPage.Message message(PeekedMessage.State state, boolean damaged, byte[] headers, byte[] body) {
        MessageRef place = new MessageRef(1, 0, 1);
        boolean leased = state == PeekedMessage.State.LEASED;
        PeekedMessage about = new PeekedMessage(
                place,
                place,
                state,
                new Payload(0, headers.length, body.length),
                leased ? "customer-7" : null,
                0,
                1_000,
                leased ? 32_000 : 0,
                leased ? 3 : 0,
                leased ? 2_000 : 0,
                leased ? "intake" : null);
        return new PeekedPage.Message("id-1", about, null, damaged, headers, body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + "/api/queues/" + path))
                .build();
    }
}
