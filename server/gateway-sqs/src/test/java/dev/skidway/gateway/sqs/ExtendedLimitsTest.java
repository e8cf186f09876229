package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.node.RunningNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The limits of SQS, lifted by an operator, over a real node. */
@Timeout(60)
class ExtendedLimitsTest {

    private static final SqsLimits WIDEST =
            new SqsLimits(315_360_000, 1_209_600, 315_360_000, 1_000, 1_000_000, 1_835_008);

    private RunningNode running;
    private Wire wire;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        running = RunningNode.roomy(folder);
        SqsGatewayConfig config = SqsGatewayConfig.loopback(0);
        wire = new Wire(running.node(), config.with(WIDEST));
        create("q", "");
    }

    @AfterEach
    void close() throws IOException {
        running.node().drain();
        wire.close();
        running.close();
    }

    @Test
    void delaysForAsLongAsTheMessageIsKept() {
        create("old", ",\"Attributes\":{\"MessageRetentionPeriod\":\"315360000\",\"DelaySeconds\":\"86400\"}");

        assertDone(wire.call("SendMessage", "{\"QueueUrl\":\"old\",\"MessageBody\":\"x\",\"DelaySeconds\":315359999}"));
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":345600}")
                        .body())
                .contains("the message would be removed before anybody could receive it");
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":315360001}")
                        .body())
                .contains("DelaySeconds must be >= 0 and <= 315360000.");
        assertThat(wire.call("SetQueueAttributes", "{\"QueueUrl\":\"q\",\"Attributes\":{\"DelaySeconds\":\"345600\"}}")
                        .body())
                .contains("#InvalidAttributeValue", "would be removed before");
        assertThat(attributes("old")).contains("\"ApproximateNumberOfMessagesDelayed\":\"1\"", "\"86400\"");
    }

    @Test
    void sendsReceivesAndDeletesAThousandAtOnceInBothFormats() {
        String entries = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"Id\":\"e" + i + "\",\"MessageBody\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        assertThat(assertDone(wire.call("SendMessageBatch", "{\"QueueUrl\":\"q\",\"Entries\":[" + entries + "]}")))
                .contains("\"Id\":\"e999\"")
                .doesNotContain("Failed");
        String form = IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> "&SendMessageBatchRequestEntry." + i + ".Id=f" + i + "&SendMessageBatchRequestEntry." + i
                        + ".MessageBody=" + i)
                .collect(Collectors.joining());
        assertThat(assertDone(wire.form("/000000000000/q", "Action=SendMessageBatch" + form)))
                .contains("<Id>f1000</Id>")
                .doesNotContain("BatchResultErrorEntry");

        String received = assertDone(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":1000}"));
        String handles = Pattern.compile("\"ReceiptHandle\":\"([^\"]+)\"")
                .matcher(received)
                .results()
                .map(handle -> "{\"Id\":\"d" + handle.start() + "\",\"ReceiptHandle\":\"" + handle.group(1) + "\"}")
                .collect(Collectors.joining(","));
        assertThat(assertDone(wire.call("DeleteMessageBatch", "{\"QueueUrl\":\"q\",\"Entries\":[" + handles + "]}")))
                .doesNotContain("Failed");
        assertThat(attributes("q"))
                .contains(
                        "\"ApproximateNumberOfMessages\":\"1000\"", "\"ApproximateNumberOfMessagesNotVisible\":\"0\"");
        assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":1001}")
                        .body())
                .contains("Must be between 1 and 1000, if provided.");
    }

    @Test
    void carriesTheLargestMessageItMayAndRefusesALargerOne() {
        String largest = "x".repeat(1_835_008);
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + largest + "\"}")
                        .body())
                .contains("Message must be shorter than 1048576 bytes.");
        assertDone(wire.call(
                "SetQueueAttributes", "{\"QueueUrl\":\"q\",\"Attributes\":{\"MaximumMessageSize\":\"1835008\"}}"));

        assertDone(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + largest + "\"}"));

        assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\"}").body()).contains("\"Body\":\"" + largest + "\"");
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x" + largest + "\"}")
                        .body())
                .contains("Message must be shorter than 1835008 bytes.");
        assertThat(wire.call(
                                "SetQueueAttributes",
                                "{\"QueueUrl\":\"q\",\"Attributes\":{\"MaximumMessageSize\":\"1835009\"}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void hidesAMessageForTwoWeeksButNotLonger() {
        wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}");
        String received = assertDone(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\",\"VisibilityTimeout\":1209600}"));
        String handle = received.substring(received.indexOf("ReceiptHandle\":\"") + 16);
        String change = "{\"QueueUrl\":\"q\",\"ReceiptHandle\":\"" + handle.substring(0, handle.indexOf('"'))
                + "\",\"VisibilityTimeout\":%d}";

        assertDone(wire.call("ChangeMessageVisibility", change.formatted(50_000)));
        assertThat(wire.call("ChangeMessageVisibility", change.formatted(1_209_601))
                        .body())
                .contains("VisibilityTimeout must be an integer between 0 and 1209600.");
        assertThat(wire.call("ChangeMessageVisibility", change.formatted(1_209_600))
                        .body())
                .satisfiesAnyOf(
                        body -> assertThat(body).isEqualTo("{}"),
                        body -> assertThat(body).contains("beyond the limit [1209600 seconds]"));
    }

    @Test
    void findsAQueueThatWasCreatedUnderOtherLimits() throws IOException {
        try (Wire plain = new Wire(running.node())) {
            assertDone(plain.call("CreateQueue", "{\"QueueName\":\"narrow\"}"));

            create("narrow", "");
            assertDone(plain.call("CreateQueue", "{\"QueueName\":\"q\"}"));
        }
    }

    private void create(String name, String more) {
        assertDone(wire.call("CreateQueue", "{\"QueueName\":\"" + name + "\"" + more + "}"));
    }

    private String attributes(String queue) {
        return wire.call("GetQueueAttributes", "{\"QueueUrl\":\"" + queue + "\",\"AttributeNames\":[\"All\"]}")
                .body();
    }

    private static String assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
