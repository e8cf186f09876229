package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.node.RunningNode;
import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DeadLetterSources;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters as SQS clients set them up and see them. */
class RedriveTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    private static HttpResponse<String> set(Wire wire, String queue, String attribute, String json) {
        return wire.call(
                "SetQueueAttributes",
                "{\"QueueUrl\":\"" + queue + "\",\"Attributes\":{\"" + attribute + "\":\"" + json.replace("\"", "\\\"")
                        + "\"}}");
    }

    private static String all(Wire wire, String queue) {
        return wire.call("GetQueueAttributes", "{\"QueueUrl\":\"" + queue + "\",\"AttributeNames\":[\"All\"]}")
                .body()
                .replace("\\\"", "'");
    }

    private static String policy(String target, String receives) {
        return "{\"deadLetterTargetArn\":\"" + ARN + target + "\",\"maxReceiveCount\":" + receives + "}";
    }

    /** A gateway over queues in memory, with a queue named orders. */
    private static Wire over(QueuesInMemory queues) {
        Wire wire = new Wire(queues);
        wire.call("CreateQueue", "{\"QueueName\":\"orders\"}");
        return wire;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"5;5", "\"42\";42", "1;1", "1000;1000"})
    void understandsACountAsNumberOrText(String written, int understood) {
        QueuesInMemory queues = new QueuesInMemory();
        try (Wire wire = over(queues)) {
            assertThat(set(wire, "orders", "RedrivePolicy", policy("failed", written))
                            .statusCode())
                    .isEqualTo(200);

            SettingsChange change = queues.last(SetQueueSettings.class).settings();
            assertThat(change.deadLetters()).isEqualTo(new DeadLetterPolicy("failed", understood));
            assertThat(all(wire, "orders"))
                    .contains("\"RedrivePolicy\":\"{'deadLetterTargetArn':'" + ARN + "failed','maxReceiveCount':"
                            + understood + "}\"");
        }
    }

    @Test
    void moves10ReceivesAfterAPolicyWithoutACount() {
        QueuesInMemory queues = new QueuesInMemory();
        try (Wire wire = over(queues)) {
            set(wire, "orders", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "failed\"}");

            assertThat(queues.last(SetQueueSettings.class).settings().deadLetters())
                    .isEqualTo(new DeadLetterPolicy("failed", 10));
        }
    }

    @Test
    void removesAPolicyByAnEmptyText() {
        QueuesInMemory queues = new QueuesInMemory();
        try (Wire wire = over(queues)) {
            set(wire, "orders", "RedrivePolicy", policy("failed", "3"));
            set(wire, "orders", "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");

            set(wire, "orders", "RedrivePolicy", "");
            set(wire, "orders", "RedriveAllowPolicy", "");

            assertThat(all(wire, "orders")).doesNotContain("Redrive");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x;not a valid JSON map",
                "[];not a valid JSON map",
                "{\"maxReceiveCount\":3};mandatory attribute: deadLetterTargetArn",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:f\",\"maxReceiveCount\":0};from 1 to 1000",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:f\",\"maxReceiveCount\":1001};from 1 to 1000",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:f\",\"maxReceiveCount\":\"x\"};from 1 to 1000",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:f\",\"maxReceiveCount\":\"99999\"};from 1 to 1000",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:f\",\"maxReceiveCount\":1.5};from 1 to 1000",
                "{\"deadLetterTargetArn\":\"failed\",\"maxReceiveCount\":3};ARN of a queue",
                "{\"deadLetterTargetArn\":7,\"maxReceiveCount\":3};ARN of a queue",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:1:f\",\"maxReceiveCount\":3};same as the source"
            })
    void refusesAPolicyThatIsNone(String json, String reason) {
        try (Wire wire = over(new QueuesInMemory())) {
            HttpResponse<String> answer = set(wire, "orders", "RedrivePolicy", json);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidParameterValue", "for parameter RedrivePolicy", reason);
        }
    }

    @Test
    void readsWhoMayUseAQueue() {
        QueuesInMemory queues = new QueuesInMemory();
        try (Wire wire = over(queues)) {
            String byQueue =
                    "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + ARN + "a\",\"" + ARN + "b\"]}";
            set(wire, "orders", "RedriveAllowPolicy", byQueue);

            assertThat(queues.last(SetQueueSettings.class).settings().deadLetterSources())
                    .isEqualTo(new DeadLetterSources(DeadLetterSources.Allowed.NAMED, java.util.List.of("a", "b")));
            assertThat(all(wire, "orders")).contains(byQueue.replace('"', '\''));
            set(wire, "orders", "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
            assertThat(all(wire, "orders")).contains("{'redrivePermission':'denyAll'}");
            set(wire, "orders", "RedriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}");
            assertThat(all(wire, "orders")).doesNotContain("RedriveAllowPolicy");
        }
    }

    @Test
    void refusesAnAllowPolicyThatIsNone() {
        String eleven = IntStream.range(0, 11)
                .mapToObj(i -> "\"" + ARN + "q" + i + "\"")
                .collect(Collectors.joining(","));
        try (Wire wire = over(new QueuesInMemory())) {
            for (String json : new String[] {
                "x",
                "{}",
                "{\"redrivePermission\":1}",
                "{\"redrivePermission\":\"byQueue\"}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":\"a\"}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"a\"]}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[" + eleven + "]}",
                "{\"redrivePermission\":\"denyAll\",\"sourceQueueArns\":[\"" + ARN + "a\"]}"
            }) {
                HttpResponse<String> answer = set(wire, "orders", "RedriveAllowPolicy", json);

                assertThat(answer.statusCode()).as(json).isEqualTo(400);
                assertThat(answer.body()).contains("for parameter RedriveAllowPolicy");
            }
        }
    }

    @Test
    void findsAQueueWhosePolicyIsWrittenInAnotherWay(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.roomy(folder);
                Wire wire = new Wire(running.node())) {
            wire.call("CreateQueue", "{\"QueueName\":\"failed\"}");
            String create = "{\"QueueName\":\"orders\",\"Attributes\":{\"RedrivePolicy\":\"%s\"%s}}";
            String numbers = policy("failed", "3").replace("\"", "\\\"");
            String texts = policy("failed", " \"3\" ").replace("\"", "\\\"");
            wire.call("CreateQueue", create.formatted(numbers, ""));

            assertThat(wire.call("CreateQueue", create.formatted(texts, "")).statusCode())
                    .isEqualTo(200);
            assertThat(wire.call("CreateQueue", create.formatted(texts, ",\"DelaySeconds\":\"4\""))
                            .body())
                    .contains("a different value for attribute DelaySeconds");
            running.node().drain();
        }
    }

    @Test
    void carriesADeadLetterFromQueueToQueue(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.roomy(folder);
                Wire wire = new Wire(running.node())) {
            wire.call("CreateQueue", "{\"QueueName\":\"orders\"}");
            assertThat(set(wire, "orders", "RedrivePolicy", policy("failed", "1"))
                            .body())
                    .contains("InvalidParameterValue", "Reason: Dead letter target does not exist.");
            wire.call("CreateQueue", "{\"QueueName\":\"failed\"}");
            assertThat(set(wire, "orders", "RedrivePolicy", policy("failed", "1"))
                            .statusCode())
                    .isEqualTo(200);
            String sent = wire.call("SendMessage", "{\"QueueUrl\":\"orders\",\"MessageBody\":\"poison\"}")
                    .body();
            String id = sent.substring(sent.indexOf("MessageId\":\"") + 12).substring(0, 36);
            wire.call("ReceiveMessage", "{\"QueueUrl\":\"orders\",\"VisibilityTimeout\":0}");

            assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"orders\"}").body())
                    .isEqualTo("{}");

            assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"failed\",\"AttributeNames\":[\"All\"]}")
                            .body())
                    .contains("\"MessageId\":\"" + id + "\"", "\"Body\":\"poison\"")
                    .contains("\"ApproximateReceiveCount\":\"2\"")
                    .contains("\"DeadLetterQueueSourceArn\":\"" + ARN + "orders\"");
            running.node().drain();
        }
    }

    @Test
    void listsTheSourcesOfADeadLetterQueuePageByPage(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.roomy(folder);
                Wire wire = new Wire(running.node())) {
            wire.call("CreateQueue", "{\"QueueName\":\"failed\"}");
            assertThat(wire.call("ListDeadLetterSourceQueues", "{\"QueueUrl\":\"failed\"}")
                            .body())
                    .isEqualTo("{\"queueUrls\":[]}");
            for (String queue : new String[] {"a", "b"}) {
                wire.call("CreateQueue", "{\"QueueName\":\"" + queue + "\"}");
                set(wire, queue, "RedrivePolicy", policy("failed", "1"));
            }

            assertThat(wire.call("ListDeadLetterSourceQueues", "{\"QueueUrl\":\"failed\"}")
                            .body())
                    .isEqualTo("{\"queueUrls\":[\"" + wire.url("a") + "\",\"" + wire.url("b") + "\"]}");
            String first = wire.call("ListDeadLetterSourceQueues", "{\"QueueUrl\":\"failed\",\"MaxResults\":1}")
                    .body();
            assertThat(first).contains(wire.url("a")).doesNotContain(wire.url("b"));
            String token = first.substring(first.indexOf("NextToken\":\"") + 12, first.lastIndexOf('"'));
            assertThat(wire.call(
                                    "ListDeadLetterSourceQueues",
                                    "{\"QueueUrl\":\"failed\",\"MaxResults\":1,\"NextToken\":\"" + token + "\"}")
                            .body())
                    .isEqualTo("{\"queueUrls\":[\"" + wire.url("b") + "\"]}");
            assertThat(wire.call("ListDeadLetterSourceQueues", "{\"QueueUrl\":\"none\"}")
                            .body())
                    .contains("QueueDoesNotExist");
            assertThat(set(wire, "failed", "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(set(wire, "a", "RedrivePolicy", policy("failed", "2")).body())
                    .contains("InvalidParameterValue", "does not allow a");
            running.node().drain();
        }
    }
}
