package dev.skidway.testkit.conformance;

import static dev.skidway.testkit.conformance.Action.ChangeMessageVisibility;
import static dev.skidway.testkit.conformance.Action.ChangeMessageVisibilityBatch;
import static dev.skidway.testkit.conformance.Action.CreateQueue;
import static dev.skidway.testkit.conformance.Action.DeleteMessage;
import static dev.skidway.testkit.conformance.Action.DeleteMessageBatch;
import static dev.skidway.testkit.conformance.Action.GetQueueAttributes;
import static dev.skidway.testkit.conformance.Action.GetQueueUrl;
import static dev.skidway.testkit.conformance.Action.ReceiveMessage;
import static dev.skidway.testkit.conformance.Action.SendMessage;
import static dev.skidway.testkit.conformance.Action.SendMessageBatch;

import java.util.stream.Stream;

/** Who speaks SQS to the server in a test: a column of the conformance matrix. */
public enum Client {
    HTTP_JSON("plain HTTP", "JSON"),
    HTTP_QUERY("plain HTTP", "Query"),
    JAVA_SYNC("AWS SDK for Java 2", "JSON"),
    JAVA_ASYNC("AWS SDK for Java 2, asynchronous", "JSON"),
    JAVA_BATCHING(
            "AWS SDK for Java 2, automatic batching",
            "JSON",
            SendMessageBatch,
            ReceiveMessage,
            DeleteMessageBatch,
            ChangeMessageVisibilityBatch),
    JAVASCRIPT("AWS SDK for JavaScript 3", "JSON"),
    BOTO3("boto3", "Query", withoutMoves()),
    AWS_CLI("AWS CLI", "Query", withoutMoves()),
    JMS(
            "JMS (amazon-sqs-java-messaging)",
            "JSON",
            CreateQueue,
            GetQueueUrl,
            SendMessage,
            ReceiveMessage,
            DeleteMessage,
            ChangeMessageVisibility),
    SPRING(
            "Spring Cloud AWS",
            "JSON",
            GetQueueUrl,
            GetQueueAttributes,
            SendMessage,
            SendMessageBatch,
            ReceiveMessage,
            DeleteMessageBatch,
            ChangeMessageVisibility);

    private final String title;
    private final String protocol;
    /** One bit for each action. */
    private final long actions;

    Client(String title, String protocol) {
        this(title, protocol, Action.values());
    }

    Client(String title, String protocol, Action... actions) {
        this.title = title;
        this.protocol = protocol;
        long bits = 0;
        for (Action action : actions) {
            bits |= 1L << action.ordinal();
        }
        this.actions = bits;
    }

    /** The releases that speak Query are older than message move tasks. */
    private static Action[] withoutMoves() {
        return Stream.of(Action.values())
                .filter(action -> !action.name().contains("MessageMoveTask"))
                .toArray(Action[]::new);
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** The wire format it speaks in the tests. */
    public String protocol() {
        return protocol;
    }

    /** The actions it has a way to ask for. */
    public boolean has(Action action) {
        return (actions >>> action.ordinal() & 1) == 1;
    }
}
