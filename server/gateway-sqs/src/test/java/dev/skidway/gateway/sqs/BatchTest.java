package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.SendMessages;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"q\",\"Attributes\":{\"MaximumMessageSize\":\"1024\"}}");
        wire.call("CreateQueue", "{\"QueueName\":\"big\"}");
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void storesAllAndAnswersEach() {
        HttpResponse<String> answer = send("q", entry("a", "x") + "," + entry("b", "y"));

        assertThat(answer.body())
                .startsWith("{\"Successful\":[{\"Id\":\"a\",\"MessageId\":")
                .contains("\"Id\":\"b\"")
                .doesNotContain("Failed");
        assertThat(queues.last(SendMessages.class).messages()).hasSize(2);
    }

    @Test
    void failsOnlyTheEntryThatIsTooLargeForTheQueue() {
        HttpResponse<String> answer = send("q", entry("a", "x".repeat(2000)) + "," + entry("b", "y"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"Successful\":[{\"Id\":\"b\"")
                .contains(
                        "\"Failed\":[{\"Id\":\"a\",\"SenderFault\":true,\"Code\":\"InvalidParameterValue\",\"Message\":\"One or"
                                + " more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.\"}]");
    }

    @Test
    void failsOnlyTheEntryWithForbiddenCharacters() {
        HttpResponse<String> answer = send("q", entry("a", "\\u0000") + "," + entry("b", "y"));

        assertThat(answer.body()).contains("\"Id\":\"b\"").contains("\"Code\":\"InvalidMessageContents\"");
    }

    @Test
    void refusesAnEmptyBatch() {
        assertError(send("q", ""), "EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest");
    }

    @Test
    void refusesElevenEntries() {
        String entries =
                IntStream.range(0, 11).mapToObj(i -> entry("e" + i, "x")).collect(Collectors.joining(","));

        HttpResponse<String> answer = send("q", entries);

        assertError(answer, "TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest");
        assertThat(answer.body()).contains("Maximum number of entries per request are 10. You have sent 11.");
    }

    @Test
    void refusesRepeatedAndBadIds() {
        assertError(
                send("q", entry("a", "x") + "," + entry("a", "y")),
                "BatchEntryIdsNotDistinct",
                "AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
        assertError(send("q", entry("a b", "x")), "InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId");
        assertError(
                send("q", entry("x".repeat(81), "x")),
                "InvalidBatchEntryId",
                "AWS.SimpleQueueService.InvalidBatchEntryId");
    }

    @Test
    void refusesABatchOfMoreThanOneMebibyte() {
        HttpResponse<String> answer =
                send("big", entry("a", "x".repeat(524_288)) + "," + entry("b", "y".repeat(524_289)));

        assertError(answer, "BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong");
        assertThat(answer.body())
                .contains("Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
    }

    @Test
    void deletesByHandleEntryByEntry() {
        HttpResponse<String> answer = wire.call(
                "DeleteMessageBatch",
                "{\"QueueUrl\":\"q\",\"Entries\":[{\"Id\":\"a\",\"ReceiptHandle\":\"handle-1\"},"
                        + "{\"Id\":\"b\",\"ReceiptHandle\":\"forged\"},{\"Id\":\"c\"}]}");

        assertThat(answer.body())
                .contains("\"Successful\":[{\"Id\":\"a\"}]")
                .contains("{\"Id\":\"b\",\"SenderFault\":true,\"Code\":\"ReceiptHandleIsInvalid\"")
                .contains("{\"Id\":\"c\",\"SenderFault\":true,\"Code\":\"MissingParameter\"");
    }

    @Test
    void changesVisibilityEntryByEntry() {
        HttpResponse<String> answer = wire.call(
                "ChangeMessageVisibilityBatch",
                "{\"QueueUrl\":\"q\",\"Entries\":[{\"Id\":\"a\",\"ReceiptHandle\":\"handle-1\",\"VisibilityTimeout\":5},"
                        + "{\"Id\":\"b\",\"ReceiptHandle\":\"forged\",\"VisibilityTimeout\":5},"
                        + "{\"Id\":\"c\",\"ReceiptHandle\":\"handle-1\",\"VisibilityTimeout\":43201}]}");

        assertThat(answer.body())
                .contains("\"Successful\":[{\"Id\":\"a\"}]")
                .contains("{\"Id\":\"b\",\"SenderFault\":true,\"Code\":\"ReceiptHandleIsInvalid\"")
                .contains("{\"Id\":\"c\",\"SenderFault\":true,\"Code\":\"InvalidParameterValue\"");
    }

    private HttpResponse<String> send(String queue, String entries) {
        return wire.call("SendMessageBatch", "{\"QueueUrl\":\"" + queue + "\",\"Entries\":[" + entries + "]}");
    }

    private static String entry(String id, String body) {
        return "{\"Id\":\"" + id + "\",\"MessageBody\":\"" + body + "\"}";
    }

    private static void assertError(HttpResponse<String> answer, String shape, String queryCode) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("#" + shape + "\"");
        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains(queryCode + ";Sender");
    }
}
