package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.QueueRejection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueActionsTest {

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void createsAQueueAndAnswersWithAUrlOnTheHostThatWasAsked() {
        HttpResponse<String> answer = wire.call("CreateQueue", "{\"QueueName\":\"orders\",\"tags\":{\"team\":\"a\"}}");

        assertThat(answer.body()).isEqualTo("{\"QueueUrl\":\"" + wire.url("orders") + "\"}");
        assertThat(queues.last(CreateQueue.class).tags()).containsEntry("team", "a");
    }

    @Test
    void recordsWhoAskedInAdministrativeCommands() {
        HttpResponse<String> answer = wire.send(wire.request("/", "CreateQueue")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAX/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host,"
                                + " Signature=00")
                .POST(HttpRequest.BodyPublishers.ofString("{\"QueueName\":\"orders\"}"))
                .build());

        CreateQueue command = queues.last(CreateQueue.class);
        assertThat(command.origin().principal()).isEqualTo("AKIAX");
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .contains(command.origin().requestId());
    }

    @Test
    void namesTheAttributeThatDiffersFromAnExistingQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"orders\",\"Attributes\":{\"DelaySeconds\":\"5\"}}");

        HttpResponse<String> same =
                wire.call("CreateQueue", "{\"QueueName\":\"orders\",\"Attributes\":{\"DelaySeconds\":\"5\"}}");
        HttpResponse<String> different = wire.call(
                "CreateQueue",
                "{\"QueueName\":\"orders\",\"Attributes\":{\"DelaySeconds\":\"5\",\"VisibilityTimeout\":\"1\"}}");

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(different.body())
                .contains("#QueueNameExists")
                .contains("a different value for attribute VisibilityTimeout");
        assertThat(different.headers().firstValue("x-amzn-query-error")).contains("QueueAlreadyExists;Sender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "a b", "a\\u0000", "q\\u0131", "a.b", "a/b", "\\u202e", ""})
    void refusesBadNames(String name) {
        HttpResponse<String> answer = wire.call("CreateQueue", "{\"QueueName\":\"" + name + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void takesNamesUpToEightyCharacters() {
        assertThat(wire.call("CreateQueue", "{\"QueueName\":\"" + "a".repeat(80) + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(wire.call("CreateQueue", "{\"QueueName\":\"" + "a".repeat(81) + "\"}")
                        .body())
                .contains("InvalidParameterValueException");
    }

    @Test
    void findsAQueueByNameAndRefusesAnUnknownOne() {
        wire.call("CreateQueue", "{\"QueueName\":\"orders\"}");

        assertThat(wire.call("GetQueueUrl", "{\"QueueName\":\"orders\"}").body())
                .isEqualTo("{\"QueueUrl\":\"" + wire.url("orders") + "\"}");
        HttpResponse<String> unknown = wire.call("GetQueueUrl", "{\"QueueName\":\"nothing\"}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.headers().firstValue("x-amzn-query-error"))
                .contains("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(unknown.body())
                .isEqualTo("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
                        + "\"message\":\"The specified queue does not exist.\"}");
    }

    @Test
    void answersAttributesAsTexts() {
        wire.call(
                "CreateQueue",
                "{\"QueueName\":\"orders\",\"Attributes\":{\"VisibilityTimeout\":\"77\","
                        + "\"KmsMasterKeyId\":\"alias/some\"}}");

        HttpResponse<String> all =
                wire.call("GetQueueAttributes", "{\"QueueUrl\":\"orders\",\"AttributeNames\":[\"All\"]}");

        assertThat(all.body())
                .contains("\"VisibilityTimeout\":\"77\"")
                .contains("\"DelaySeconds\":\"0\"")
                .contains("\"MaximumMessageSize\":\"1048576\"")
                .contains("\"MessageRetentionPeriod\":\"345600\"")
                .contains("\"CreatedTimestamp\":\"1700000000\"")
                .contains("\"QueueArn\":\"arn:aws:sqs:us-east-1:000000000000:orders\"")
                .contains("\"KmsMasterKeyId\":\"alias/some\"")
                .contains("\"ApproximateNumberOfMessages\":\"0\"");
        assertThat(wire.call("GetQueueAttributes", "{\"QueueUrl\":\"orders\",\"AttributeNames\":[\"QueueArn\"]}")
                        .body())
                .isEqualTo("{\"Attributes\":{\"QueueArn\":\"arn:aws:sqs:us-east-1:000000000000:orders\"}}");
        assertThat(wire.call("GetQueueAttributes", "{\"QueueUrl\":\"orders\"}").body())
                .isEqualTo("{}");
        assertThat(wire.call("GetQueueAttributes", "{\"QueueUrl\":\"orders\",\"AttributeNames\":[\"Foo\"]}")
                        .body())
                .contains("#InvalidAttributeName")
                .contains("Unknown Attribute Foo.");
    }

    @Test
    void setsAttributesWithinTheirBounds() {
        wire.call("CreateQueue", "{\"QueueName\":\"orders\"}");

        assertThat(wire.call(
                                "SetQueueAttributes",
                                "{\"QueueUrl\":\"orders\",\"Attributes\":{\"DelaySeconds\":\"900\"}}")
                        .body())
                .isEqualTo("{}");
        for (String bad : new String[] {"901", "-1", "x", "", "99999999999999999999"}) {
            assertThat(wire.call(
                                    "SetQueueAttributes",
                                    "{\"QueueUrl\":\"orders\",\"Attributes\":{\"DelaySeconds\":\"" + bad + "\"}}")
                            .body())
                    .contains("#InvalidAttributeValue")
                    .contains("Invalid value for the parameter DelaySeconds.");
        }
    }

    @Test
    void listsPageByPage() {
        for (String name : new String[] {"a1", "a2", "a3", "b1"}) {
            wire.call("CreateQueue", "{\"QueueName\":\"" + name + "\"}");
        }

        String first = wire.call("ListQueues", "{\"QueueNamePrefix\":\"a\",\"MaxResults\":2}")
                .body();
        String token = first.substring(first.indexOf("NextToken") + 12, first.length() - 2);
        String second = wire.call(
                        "ListQueues", "{\"QueueNamePrefix\":\"a\",\"MaxResults\":2,\"NextToken\":\"" + token + "\"}")
                .body();

        assertThat(first).contains(wire.url("a1"), wire.url("a2")).doesNotContain("a3");
        assertThat(second).isEqualTo("{\"QueueUrls\":[\"" + wire.url("a3") + "\"]}");
        assertThat(wire.call("ListQueues", "{}").body())
                .contains(wire.url("b1"))
                .doesNotContain("NextToken");
        assertThat(queues.last(ListQueues.class).countMax()).isEqualTo(1000);
        assertThat(wire.call("ListQueues", "{\"MaxResults\":1001}").body()).contains("InvalidParameterValueException");
        assertThat(wire.call("ListQueues", "{\"NextToken\":\"../..\"}").body())
                .contains("InvalidParameterValueException");
        assertThat(wire.call("ListQueues", "{\"QueueNamePrefix\":\"zzz\"}").body())
                .isEqualTo("{}");
    }

    @Test
    void purgesAndTellsWhenItIsTooSoon() {
        wire.call("CreateQueue", "{\"QueueName\":\"orders\"}");
        assertThat(wire.call("PurgeQueue", "{\"QueueUrl\":\"orders\"}").body()).isEqualTo("{}");

        queues.refusal = new Rejection(QueueRejection.PURGE_IN_PROGRESS, "too soon");
        HttpResponse<String> again = wire.call("PurgeQueue", "{\"QueueUrl\":\"orders\"}");

        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.body()).contains("Only one PurgeQueue operation on orders is allowed every 60 seconds.");
    }

    @Test
    void deletesAQueueOnce() {
        wire.call("CreateQueue", "{\"QueueName\":\"orders\"}");

        assertThat(wire.call("DeleteQueue", "{\"QueueUrl\":\"orders\"}").statusCode())
                .isEqualTo(200);
        assertThat(wire.call("DeleteQueue", "{\"QueueUrl\":\"orders\"}").body()).contains("#QueueDoesNotExist");
    }
}
