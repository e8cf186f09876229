package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.node.NodeError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"q\"}");
        queues.commands.clear();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "null",
                "{}x",
                "{\"QueueUrl\":}",
                "{\"QueueUrl\":\"q\",\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}",
                "{\"QueueUrl\":1,\"MessageBody\":\"x\"}",
                "{\"QueueUrl\":[\"q\"],\"MessageBody\":\"x\"}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":{}}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":true}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":\"1\"}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":1.5}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":99999999999999999999}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":[]}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":\"b\"}}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"a\":[null]}",
                "{'QueueUrl':'q'}",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"n\":NaN}"
            })
    void refusesWhatIsNotTheJsonOfTheAction(String json) {
        HttpResponse<String> answer = wire.call("SendMessage", json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"__type\":\"com.amazon.coral.service#SerializationException\"");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void boundsDepthNamesAndCounts() {
        String deep = "[".repeat(40) + "]".repeat(40);
        String many = "0,".repeat(20_000) + "0";

        for (String extra : new String[] {"\"a\":" + deep, "\"a\":[" + many + "]", "\"" + "n".repeat(5000) + "\":1"}) {
            assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"," + extra + "}")
                            .body())
                    .contains("SerializationException");
        }
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void refusesBrokenUtf8() {
        byte[] json = "{\"QueueUrl\":\"q\",\"MessageBody\":\"x?\"}".getBytes(StandardCharsets.US_ASCII);
        json[json.length - 3] = (byte) 0xff;

        HttpResponse<String> answer = wire.send(wire.request("/", "SendMessage")
                .POST(BodyPublishers.ofByteArray(json))
                .build());

        assertThat(answer.body()).contains("SerializationException");
    }

    @Test
    void ignoresMembersItDoesNotKnowAndNulls() {
        HttpResponse<String> answer = wire.call(
                "SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"Foo\":{\"a\":[1]},\"DelaySeconds\":null}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "SendMessage,QueueUrl,{}",
        "SendMessage,MessageBody,'{\"QueueUrl\":\"q\"}'",
        "SendMessage,MessageBody,'{\"QueueUrl\":\"q\",\"MessageBody\":\"\"}'",
        "DeleteMessage,ReceiptHandle,'{\"QueueUrl\":\"q\"}'",
        "ChangeMessageVisibility,VisibilityTimeout,'{\"QueueUrl\":\"q\",\"ReceiptHandle\":\"handle-1\"}'",
        "CreateQueue,QueueName,{}",
        "GetQueueUrl,QueueName,{}",
        "SetQueueAttributes,Attributes,'{\"QueueUrl\":\"q\"}'",
    })
    void namesTheMissingParameter(String action, String parameter, String json) {
        HttpResponse<String> answer = wire.call(action, json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("MissingParameter;Sender");
        assertThat(answer.body()).contains("The request must contain the parameter " + parameter + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WaitTimeSeconds|21|Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
                "WaitTimeSeconds|-1|Value -1 for parameter WaitTimeSeconds is invalid.",
                "MaxNumberOfMessages|0|Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
                "MaxNumberOfMessages|11|Value 11 for parameter MaxNumberOfMessages is invalid.",
                "VisibilityTimeout|43201|Value 43201 for parameter VisibilityTimeout is invalid.",
            })
    void namesTheParameterOutOfBounds(String parameter, String value, String text) {
        HttpResponse<String> answer =
                wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\",\"" + parameter + "\":" + value + "}");

        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("InvalidParameterValue;Sender");
        assertThat(answer.body()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0008", "\\u001f", "\\ufffe", "\\uffff", "\\ud800", "\\udc00x", "a\\ud83d"})
    void refusesForbiddenCodePoints(String body) {
        HttpResponse<String> answer = wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + body + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("#InvalidMessageContents");
    }

    @Test
    void takesEveryAllowedCodePointAtTheEdges() {
        HttpResponse<String> answer = wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"\\t\\n\\r \\ud7ff\\ue000\\ufffd\\ud800\\udc00\\udbff\\udfff\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takesOneMebibyteAndNotOneByteMore() {
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + "x".repeat(1_048_576) + "\"}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> answer =
                wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + "x".repeat(1_048_577) + "\"}");

        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("InvalidParameterValue;Sender");
        assertThat(answer.body())
                .contains("One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    }

    @Test
    void refusesABodyThatIsTooLargeWithoutLosingTheConnection() {
        HttpResponse<String> answer =
                wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + "x".repeat(7_000_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("RequestEntityTooLargeException");
        assertThat(wire.call("ListQueues", "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"DataType\":\"String\"}|must contain a non-empty value of type 'String'",
                "{\"DataType\":\"String\",\"StringValue\":\"\"}|must contain a non-empty value of type 'String'",
                "{\"StringValue\":\"x\"}|must contain non-empty message attribute type",
                "{\"DataType\":\"Text\",\"StringValue\":\"x\"}|has an invalid message attribute type",
                "{\"DataType\":\"Number\",\"StringValue\":\"x\"}|to a number",
                "{\"DataType\":\"Number\",\"StringValue\":\"\\u0663\"}|to a number",
                "{\"DataType\":\"Number\",\"StringValue\":\"1e127\"}|to a number",
                "{\"DataType\":\"Number\",\"StringValue\":\"1e999999999\"}|to a number",
                "{\"DataType\":\"Binary\",\"BinaryValue\":\"***\"}|is not base64",
                "{\"DataType\":\"String\",\"StringListValues\":[\"x\"]}|list values",
                "{\"DataType\":\"String\",\"StringValue\":\"\\u0000\"}|Invalid binary character",
            })
    void refusesBadMessageAttributes(String attribute, String text) {
        HttpResponse<String> answer = wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":" + attribute + "}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a.", "a..b", "AWS.a", "amazon.x", "a b", "é"})
    void refusesBadAttributeNames(String name) {
        HttpResponse<String> answer = wire.call(
                "SendMessage",
                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{\"" + name
                        + "\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}}");

        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("InvalidParameterValue;Sender");
    }

    @Test
    void refusesElevenAttributesAndUnknownSystemAttributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            attributes
                    .append(i == 0 ? "" : ",")
                    .append("\"a")
                    .append(i)
                    .append("\":{\"DataType\":\"String\",\"StringValue\":\"x\"}");
        }

        assertThat(wire.call(
                                "SendMessage",
                                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageAttributes\":{" + attributes + "}}")
                        .body())
                .contains("Number of message attributes [11] exceeds the allowed maximum [10].");
        assertThat(wire.call(
                                "SendMessage",
                                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageSystemAttributes\":"
                                        + "{\"Foo\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}}")
                        .body())
                .contains("Message system attribute name 'Foo' is invalid.");
    }

    @Test
    void refusesFifoParametersAndBadGroups() {
        assertThat(wire.call(
                                "SendMessage",
                                "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageDeduplicationId\":\"d\"}")
                        .body())
                .contains("The request include parameter that is not valid for this queue type.");
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"MessageGroupId\":\"a b\"}")
                        .body())
                .contains("MessageGroupId can only include alphanumeric and punctuation characters.");
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\",\"DelaySeconds\":901}")
                        .body())
                .contains(
                        "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost/../../etc/passwd", "http://x", "/a/b/c/d/e", "http://localhost/0/%2e%2e", "a b"
            })
    void refusesUrlsThatNameNoQueue(String url) {
        HttpResponse<String> answer = wire.call("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is not valid for this endpoint.");
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void refusesActionsItDoesNotKnow() {
        assertThat(wire.call("Foo", "{}").body()).contains("UnknownOperationException");
    }

    @Test
    void refusesAnotherContentType() {
        HttpResponse<String> answer =
                wire.send(HttpRequest.newBuilder(URI.create("http://localhost:" + wire.port() + "/"))
                        .header("Content-Type", "text/plain")
                        .header("X-Amz-Target", "AmazonSQS.ListQueues")
                        .POST(BodyPublishers.ofString("{}"))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The Content-Type must be application/x-amz-json-1.0, found text/plain.");
    }

    @Test
    void takesTheContentTypeInAnyCaseAndWithParameters() {
        HttpResponse<String> answer =
                wire.send(HttpRequest.newBuilder(URI.create("http://localhost:" + wire.port() + "/"))
                        .header("Content-Type", "Application/X-AMZ-JSON-1.0; charset=UTF-8")
                        .header("X-Amz-Target", "AmazonSQS.ListQueues")
                        .POST(BodyPublishers.ofString("{}"))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void answersARequestWithoutActionAsAwsDoes() {
        HttpResponse<String> answer =
                wire.send(HttpRequest.newBuilder(URI.create("http://localhost:" + wire.port() + "/"))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<UnknownOperationException/>");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dXNlcjpwYXNz",
                "AWS4-HMAC-SHA256 Credential=x",
                "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0",
            })
    void refusesACredentialThatIsNotWhole(String authorization) {
        HttpResponse<String> answer = wire.send(wire.request("/", "ListQueues")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.body()).contains("IncompleteSignatureException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
    void refusesPagesOfStrangers(String header) throws IOException {
        assertThat(raw("localhost", header)).startsWith("HTTP/1.1 403").contains("AccessDeniedException");
    }

    @Test
    void refusesAForeignHost() throws IOException {
        assertThat(raw("rebound.example:9324", "X: y"))
                .startsWith("HTTP/1.1 403")
                .contains("AccessDeniedException");
    }

    @Test
    void saysWhenToSlowDownAndWhenToTryAgain() {
        queues.failure = new SkidwayException(NodeError.OVERLOADED, Severity.RETRY, "busy");
        HttpResponse<String> throttled = wire.call("ListQueues", "{}");
        queues.failure = new SkidwayException(NodeError.DRAINING, Severity.RETRY, "stopping");
        HttpResponse<String> draining = wire.call("ListQueues", "{}");
        queues.failure = new SkidwayException(NodeError.FAILED, Severity.STOP, "failed");
        HttpResponse<String> failed = wire.call("ListQueues", "{}");

        assertThat(throttled.body()).contains("#RequestThrottled").contains("SK-NOD-001");
        assertThat(draining.statusCode()).isEqualTo(503);
        assertThat(draining.headers().firstValue("x-amzn-query-error")).contains("ServiceUnavailable;Receiver");
        assertThat(failed.statusCode()).isEqualTo(500);
    }

    @Test
    void blamesTheServerForADamagedPayloadAndTheSenderForTooLargeACommand() {
        queues.failure = new SkidwayException(NodeError.PAYLOAD_DAMAGED, Severity.FAIL_REQUEST, "other bytes");
        HttpResponse<String> damaged = wire.call("ListQueues", "{}");
        queues.failure = new SkidwayException(EngineError.FRAME_TOO_LARGE, Severity.FAIL_REQUEST, "too large");
        HttpResponse<String> tooLarge = wire.call("ListQueues", "{}");

        assertThat(damaged.statusCode()).isEqualTo(500);
        assertThat(damaged.body()).contains("#InternalFailure").contains("SK-NOD-006");
        assertThat(tooLarge.statusCode()).isEqualTo(400);
        assertThat(tooLarge.body()).contains("#InvalidParameterValue");
    }

    private String raw(String host, String header) throws IOException {
        try (var socket = wire.socket()) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: " + host + "\r\n" + header
                                    + "\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.0\r\n"
                                    + "X-Amz-Target: AmazonSQS.ListQueues\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
