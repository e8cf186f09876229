package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.NewMessage;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Speaks(Client.HTTP_JSON)
class SendAndReceiveTest {

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        assertThat(wire.call("CreateQueue", "{\"QueueName\":\"orders\"}").statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void answersASendWithIdAndDigest() {
        HttpResponse<String> answer =
                wire.call("SendMessage", "{\"QueueUrl\":\"" + wire.url("orders") + "\",\"MessageBody\":\"hello\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body())
                .isEqualTo("{\"MessageId\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"MD5OfMessageBody\":\"5d41402abc4b2a76b9719d911017c592\"}");
    }

    @Test
    void digestsAttributesAsAwsDoes() {
        // Digest taken from the test vectors of ElasticMQ and boto: one String attribute.
        HttpResponse<String> answer = wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"orders\",\"MessageBody\":\"hello\",\"MessageAttributes\":"
                        + "{\"timestamp\":{\"DataType\":\"Number\",\"StringValue\":\"1493147359900\"}}}");

        assertThat(answer.body()).contains("\"MD5OfMessageAttributes\":\"235c5c510d26fb653d073faed50ae77c\"");
    }

    @Test
    void deliversBodyAttributesAndSystemAttributes() {
        wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"orders\",\"MessageBody\":\"a\\\"b\\\\c\\n\\u00e9\\ud83d\\ude00\",\"MessageGroupId\":\"g1\","
                        + "\"MessageAttributes\":{\"a.b\":{\"DataType\":\"String\",\"StringValue\":\"x\"},"
                        + "\"bin\":{\"DataType\":\"Binary\",\"BinaryValue\":\"AQID\"}},"
                        + "\"MessageSystemAttributes\":{\"AWSTraceHeader\":{\"DataType\":\"String\",\"StringValue\":\"Root=1\"}}}");

        HttpResponse<String> answer = wire.call(
                "ReceiveMessage",
                "{\"QueueUrl\":\"orders\",\"MaxNumberOfMessages\":10,\"MessageSystemAttributeNames\":[\"All\"],"
                        + "\"MessageAttributeNames\":[\"All\"]}");

        assertThat(answer.body())
                .startsWith("{\"Messages\":[{\"MessageId\":")
                .contains("\"ReceiptHandle\":\"handle-")
                .contains("\"Body\":\"a\\\"b\\\\c\\né😀\"")
                .contains("\"SenderId\":\"anonymous\"")
                .contains("\"SentTimestamp\":\"1700000000123\"")
                .contains("\"ApproximateReceiveCount\":\"1\"")
                .contains("\"ApproximateFirstReceiveTimestamp\":\"1700000000124\"")
                .contains("\"MessageGroupId\":\"g1\"")
                .contains("\"AWSTraceHeader\":\"Root=1\"")
                .contains("\"a.b\":{\"StringValue\":\"x\",\"DataType\":\"String\"}")
                .contains("\"bin\":{\"BinaryValue\":\"AQID\",\"DataType\":\"Binary\"}")
                .endsWith("}]}");
    }

    @Test
    void leavesOutWhatNobodyAskedFor() {
        wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"orders\",\"MessageBody\":\"x\",\"MessageAttributes\":"
                        + "{\"a\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}}");

        HttpResponse<String> answer = wire.call("ReceiveMessage", "{\"QueueUrl\":\"orders\"}");

        assertThat(answer.body()).doesNotContain("Attributes");
    }

    @Test
    void filtersAttributesByPrefixAndOldParameterName() {
        wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"orders\",\"MessageBody\":\"x\",\"MessageAttributes\":"
                        + "{\"pre.a\":{\"DataType\":\"String\",\"StringValue\":\"x\"},"
                        + "\"other\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}}");

        HttpResponse<String> answer = wire.call(
                "ReceiveMessage",
                "{\"QueueUrl\":\"orders\",\"AttributeNames\":[\"SentTimestamp\"],\"MessageAttributeNames\":[\"pre.*\"]}");

        assertThat(answer.body())
                .contains("\"pre.a\"")
                .doesNotContain("\"other\"")
                .contains("\"Attributes\":{\"SentTimestamp\":\"1700000000123\"}");
    }

    @Test
    @Conforms(Action.ReceiveMessage)
    @Trap("R1")
    void answersAnEmptyReceiveWithoutMessagesKey() {
        assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"orders\"}").body())
                .isEqualTo("{}");
    }

    @Test
    void passesOnCountWaitAndVisibility() {
        wire.call("ReceiveMessage", "{\"QueueUrl\":\"orders\",\"MaxNumberOfMessages\":7,\"VisibilityTimeout\":0}");

        ReceiveMessages command = queues.last(ReceiveMessages.class);
        assertThat(command.countMax()).isEqualTo(7);
        assertThat(command.visibilityMillis()).isZero();
        assertThat(command.waitMillis()).isEqualTo(-1);
    }

    @Test
    void passesOnDelayGroupAndSize() {
        wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"orders\",\"MessageBody\":\"xé\",\"DelaySeconds\":3,\"MessageGroupId\":\"a!b\","
                        + "\"MessageAttributes\":{\"n\":{\"DataType\":\"Number.int\",\"StringValue\":\"12\"}}}");

        NewMessage message = queues.last(SendMessages.class).messages().getFirst();
        assertThat(message.delayMillis()).isEqualTo(3000);
        assertThat(message.key()).isEqualTo("a!b");
        assertThat(message.sizeBytes()).isEqualTo(3 + 1 + 10 + 2);
    }

    @Test
    void takesTheQueueFromThePathWhenTheBodyNamesNone() {
        HttpResponse<String> answer = wire.send(wire.request("/000000000000/orders", "SendMessage")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"MessageBody\":\"x\"}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(queues.last(SendMessages.class).queue().name()).isEqualTo("orders");
    }

    @Test
    void deletesAndToleratesDeletingAgain() {
        wire.call("SendMessage", "{\"QueueUrl\":\"orders\",\"MessageBody\":\"x\"}");
        wire.call("ReceiveMessage", "{\"QueueUrl\":\"orders\"}");
        String delete = "{\"QueueUrl\":\"orders\",\"ReceiptHandle\":\"handle-00000000-0000-0000-0000-000000000001\"}";

        assertThat(wire.call("DeleteMessage", delete).body()).isEqualTo("{}");
        assertThat(wire.call("DeleteMessage", delete).statusCode()).isEqualTo(200);
    }

    @Test
    @Trap("W1")
    void refusesAForgedHandle() {
        HttpResponse<String> answer =
                wire.call("DeleteMessage", "{\"QueueUrl\":\"orders\",\"ReceiptHandle\":\"forged\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("ReceiptHandleIsInvalid;Sender");
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"com.amazonaws.sqs#ReceiptHandleIsInvalid\","
                        + "\"message\":\"The input receipt handle \\\"forged\\\" is not a valid receipt handle.\"}");
    }

    @Test
    void mapsWhatCannotBeChanged() {
        String change = "{\"QueueUrl\":\"orders\",\"ReceiptHandle\":\"handle-1\",\"VisibilityTimeout\":43200}";

        queues.changeResult = dev.skidway.node.QueueService.HandleResult.GONE;
        assertThat(wire.call("ChangeMessageVisibility", change).body())
                .contains("Message does not exist or is not available for visibility timeout change.");
        queues.changeResult = dev.skidway.node.QueueService.HandleResult.TOO_LONG;
        assertThat(wire.call("ChangeMessageVisibility", change).body())
                .contains("Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        queues.changeResult = dev.skidway.node.QueueService.HandleResult.DONE;
        assertThat(wire.call("ChangeMessageVisibility", change).statusCode()).isEqualTo(200);
    }
}
