package dev.skidway.gateway.sqs;

import dev.skidway.node.RunningNode;
import dev.skidway.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A port over a real node whose time the test moves, asked by a plain client in one wire format. */
@Timeout(60)
abstract class TrapContract {

    static final String NO_LONGER = "Message does not exist or is not available for visibility timeout change.";

    final Dialect dialect;
    final ManualTime time = new ManualTime();
    RunningNode running;
    Wire wire;

    TrapContract(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        running = RunningNode.at(folder, time);
        wire = new Wire(running.node());
    }

    @AfterEach
    @SuppressWarnings("NullAway")
    void close() throws IOException {
        running.node().drain();
        wire.close();
        running.close();
        // Test instances live as long as their class runs, and a node's buffers are large.
        running = null;
        wire = null;
    }

    /** Names and values in turn. */
    static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return members;
    }

    Answer call(String action, Object... namesAndValues) {
        return dialect.call(wire, "/", action, members(namesAndValues));
    }

    /** Asks an action of a queue, named by its plain name. */
    Answer at(String queue, String action, Object... namesAndValues) {
        Map<String, Object> parameters = members("QueueUrl", queue);
        parameters.putAll(members(namesAndValues));
        return dialect.call(wire, "/", action, parameters);
    }

    Answer create(String name, Object... attributes) {
        return attributes.length == 0
                ? call("CreateQueue", "QueueName", name)
                : call("CreateQueue", "QueueName", name, "Attributes", members(attributes));
    }

    Answer createFifo(String name, Object... attributes) {
        Map<String, Object> all = members("FifoQueue", "true");
        all.putAll(members(attributes));
        return call("CreateQueue", "QueueName", name, "Attributes", all);
    }

    Answer set(String queue, Object... attributes) {
        return at(queue, "SetQueueAttributes", "Attributes", members(attributes));
    }

    Map<String, Object> attributes(String queue) {
        return at(queue, "GetQueueAttributes", "AttributeNames", List.of("All"))
                .done()
                .map("Attributes");
    }

    Answer send(String queue, String body, Object... more) {
        Map<String, Object> parameters = members("QueueUrl", queue, "MessageBody", body);
        parameters.putAll(members(more));
        return dialect.call(wire, "/", "SendMessage", parameters);
    }

    /** Sends to a group of a FIFO queue, with the body as deduplication id. */
    Answer sendTo(String queue, String group, String body) {
        return send(queue, body, "MessageGroupId", group, "MessageDeduplicationId", body);
    }

    List<Map<String, Object>> receive(String queue, Object... more) {
        return at(queue, "ReceiveMessage", more).done().structs("Messages");
    }

    Map<String, Object> receiveOne(String queue, Object... more) {
        return receive(queue, more).getFirst();
    }

    List<String> bodies(String queue, Object... more) {
        List<String> bodies = new ArrayList<>();
        receive(queue, more).forEach(message -> bodies.add(value(message, "Body")));
        return bodies;
    }

    Answer delete(String queue, Map<String, Object> message) {
        return at(queue, "DeleteMessage", "ReceiptHandle", value(message, "ReceiptHandle"));
    }

    Answer change(String queue, Map<String, Object> message, int seconds) {
        return at(
                queue,
                "ChangeMessageVisibility",
                "ReceiptHandle",
                value(message, "ReceiptHandle"),
                "VisibilityTimeout",
                seconds);
    }

    static String value(Map<String, Object> struct, String name) {
        return Objects.toString(struct.get(name), "");
    }

    /** A system attribute of a received message. */
    static String system(Map<String, Object> message, String name) {
        return value(Answer.members(message.getOrDefault("Attributes", Map.of())), name);
    }

    static Map<String, Object> string(String value) {
        return members("DataType", "String", "StringValue", value);
    }

    String arn(String queue) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queue;
    }

    String redrive(String target, Object receives) {
        return "{\"deadLetterTargetArn\":\"" + arn(target) + "\",\"maxReceiveCount\":" + receives + "}";
    }

    void seconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
        running.wake();
    }

    Map<String, Object> entry(String id, Object... more) {
        Map<String, Object> entry = members("Id", id);
        entry.putAll(members(more));
        return entry;
    }
}
