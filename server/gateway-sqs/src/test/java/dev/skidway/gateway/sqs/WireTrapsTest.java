package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of the wire formats and their errors. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class WireTrapsTest extends TrapContract {

    WireTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("W6")
    void aPathNamesTheQueueUnlessAUrlDoes() {
        create("a").done();
        create("b").done();
        Map<String, Object> body = members("MessageBody", "x");

        dialect.call(wire, "/000000000000/a", "SendMessage", body).done();
        body.put("QueueUrl", wire.url("b"));
        dialect.call(wire, "/000000000000/a", "SendMessage", body).done();

        assertThat(attributes("a")).containsEntry("ApproximateNumberOfMessages", "1");
        assertThat(attributes("b")).containsEntry("ApproximateNumberOfMessages", "1");
    }

    @Test
    @Trap({"W9", "W10"})
    void everyFormOfAQueueUrlIsUnderstood() {
        create("q").done();

        for (String url : List.of(
                "https://sqs.eu-central-1.amazonaws.com/000000000000/q",
                "http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/q",
                "https://us-east-2.queue.amazonaws.com/000000000000/q",
                "https://queue.amazonaws.com/000000000000/q",
                "http://localhost:9324/000000000000/q",
                "http://localhost:4566/queue/us-east-1/000000000000/q",
                "/queue/us-east-1/000000000000/q",
                "q")) {
            send(url, "x").done();
        }
        assertThat(attributes("q")).containsEntry("ApproximateNumberOfMessages", "8");
    }

    @Test
    @Trap("W11")
    @Conforms({Action.CreateQueue, Action.GetQueueUrl})
    void queueUrlsCarryTheHostThatWasAsked() {
        assertThat(create("q").done().text("QueueUrl")).isEqualTo(wire.url("q"));
        assertThat(call("GetQueueUrl", "QueueName", "q").done().text("QueueUrl"))
                .isEqualTo(wire.url("q"));
    }

    @Test
    @Trap("W12")
    void anyCredentialsWillDoAndNone() {
        HttpRequest.Builder signed = dialect == Dialect.JSON
                ? wire.request("/", "ListQueues").POST(HttpRequest.BodyPublishers.ofString("{}"))
                : wire.request("/?Action=ListQueues", "").GET();
        signed.setHeader(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=anybody/20260101/mars-1/sqs/aws4_request, SignedHeaders=host, Signature=00");

        assertThat(wire.send(signed.build()).statusCode()).isEqualTo(200);
        call("ListQueues").done();
    }

    @Test
    @Trap("W13")
    void anUnknownActionIsRefusedAsSuch() {
        Answer answer = call("MakeCoffee");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidAction");
    }

    @Test
    @Trap("W14")
    void unknownParametersAreIgnored() {
        create("q").done();

        send("q", "x", "Colour", "blue", "Attributes", members("a", "b")).done();

        assertThat(bodies("q")).containsExactly("x");
    }

    @Test
    @Trap("W15")
    void textThatIsNotUtf8IsRefused() {
        create("q").done();

        for (int[] bytes : List.of(new int[] {0xC0, 0xAF}, new int[] {0xED, 0xA0, 0x80}, new int[] {0xFF})) {
            assertThat(sendBytes(bytes).status()).isEqualTo(400);
        }
        assertThat(attributes("q")).containsEntry("ApproximateNumberOfMessages", "0");
    }

    private Answer sendBytes(int... bytes) {
        StringBuilder body = new StringBuilder();
        for (int b : bytes) {
            body.append(dialect == Dialect.JSON ? Character.toString(b) : String.format("%%%02X", b));
        }
        if (dialect == Dialect.QUERY) {
            return Answer.ofXml(wire.form("/", "Action=SendMessage&QueueUrl=q&MessageBody=" + body));
        }
        String json = "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + body + "\"}";
        return Answer.ofJson(wire.send(wire.request("/", "SendMessage")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.ISO_8859_1)))
                .build()));
    }

    @Test
    @Trap({"E1", "E2", "E3"})
    void errorsHaveTheirNamesInBothFormats() {
        String missing =
                "The specified queue does not exist" + (dialect == Dialect.JSON ? "." : " for this wsdl version.");
        Answer none = at("none", "PurgeQueue").refused("AWS.SimpleQueueService.NonExistentQueue", missing);
        create("q").done();

        assertThat(none.status()).isEqualTo(400);
        at("q", "SendMessageBatch", "Entries", List.of())
                .refused("AWS.SimpleQueueService.EmptyBatchRequest", "at least one");
        at("q", "SendMessage").refused("MissingParameter", "The request must contain the parameter MessageBody.");
        at("q", "ReceiveMessage", "MaxNumberOfMessages", 11).refused("InvalidParameterValue", "Value 11");
        call("PurgeQueue").refused("MissingParameter", "The request must contain the parameter QueueUrl.");
    }
}
