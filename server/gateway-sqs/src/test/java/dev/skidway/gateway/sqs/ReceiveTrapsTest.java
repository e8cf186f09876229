package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of receiving, deleting and changing visibility. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class ReceiveTrapsTest extends TrapContract {

    ReceiveTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("R1")
    @Conforms(Action.ReceiveMessage)
    void anEmptyReceiveHasNoMessages() {
        create("q").done();

        Answer answer = at("q", "ReceiveMessage").done();

        assertThat(answer.raw().body()).doesNotContain("Messages", "<Message>");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @Trap("R2")
    void oneToTenMessagesAreReceived() {
        create("q").done();
        for (int i = 0; i < 12; i++) {
            send("q", "m" + i).done();
        }

        assertThat(receive("q")).hasSize(1);
        assertThat(receive("q", "MaxNumberOfMessages", 10)).hasSize(10);
        at("q", "ReceiveMessage", "MaxNumberOfMessages", 0)
                .refused("InvalidParameterValue", "Must be between 1 and 10, if provided.");
        at("q", "ReceiveMessage", "MaxNumberOfMessages", 11)
                .refused("InvalidParameterValue", "Value 11 for parameter MaxNumberOfMessages is invalid.");
    }

    @Test
    @Trap("R3")
    void aWaitHasTwentySecondsAtMost() {
        create("q").done();

        at("q", "ReceiveMessage", "WaitTimeSeconds", 21)
                .refused(
                        "InvalidParameterValue",
                        "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.");
    }

    @Test
    @Trap({"R4", "R21"})
    void aLongPollEndsWithTheFirstMessage() {
        create("q", "ReceiveMessageWaitTimeSeconds", "20").done();
        create("brief").done();

        for (String queue : List.of("q", "brief")) {
            Object[] wait = queue.equals("q") ? new Object[] {} : new Object[] {"WaitTimeSeconds", 20};
            CompletableFuture<List<String>> poll = CompletableFuture.supplyAsync(() -> bodies(queue, wait));
            while (running.node().stats().receivesNow() == 0) {
                Thread.onSpinWait();
            }
            send(queue, "x").done();

            assertThat(poll.join()).containsExactly("x");
        }
    }

    @Test
    @Trap("R5")
    void theTimeoutOfTheRequestBeatsTheQueues() {
        create("q", "VisibilityTimeout", "100").done();
        send("q", "a").done();

        receive("q", "VisibilityTimeout", 5);
        seconds(5);
        assertThat(bodies("q")).containsExactly("a");
        seconds(99);
        assertThat(bodies("q")).isEmpty();
        seconds(1);
        assertThat(bodies("q")).containsExactly("a");
    }

    @Test
    @Trap({"R6", "R8"})
    void systemAttributesTellOfReceives() {
        create("q", "VisibilityTimeout", "10").done();
        send("q", "x", "MessageSystemAttributes", members("AWSTraceHeader", string("Root=1")))
                .done();
        seconds(7);

        Map<String, Object> first = receiveOne("q", "AttributeNames", List.of("All"));
        seconds(10);
        Map<String, Object> second = receiveOne("q", "MessageSystemAttributeNames", List.of("All"));

        assertThat(first.get("ReceiptHandle")).isNotEqualTo(second.get("ReceiptHandle"));
        assertThat(first.get("MessageId")).isEqualTo(second.get("MessageId"));
        assertThat(Answer.members(second.getOrDefault("Attributes", Map.of())))
                .isEqualTo(Map.of(
                        "SenderId", "anonymous",
                        "SentTimestamp", "1767225600000",
                        "ApproximateReceiveCount", "2",
                        "ApproximateFirstReceiveTimestamp", "1767225607000",
                        "AWSTraceHeader", "Root=1"));
        assertThat(system(first, "ApproximateReceiveCount")).isEqualTo("1");
        at("q", "ReceiveMessage", "AttributeNames", List.of("Colour"))
                .refused("InvalidAttributeName", "Unknown Attribute Colour.");
    }

    @Test
    @Trap("R7")
    void attributesAreChosenByNameAndPrefix() {
        create("q").done();
        send("q", "x", "MessageAttributes", members("a.b", string("1"), "a.c", string("2"), "d", string("3")))
                .done();

        assertThat(chosen("All")).containsExactlyInAnyOrder("a.b", "a.c", "d");
        assertThat(chosen(".*")).containsExactlyInAnyOrder("a.b", "a.c", "d");
        assertThat(chosen("a.*")).containsExactlyInAnyOrder("a.b", "a.c");
        assertThat(chosen("d")).containsExactly("d");
        assertThat(chosen("e")).isEmpty();
    }

    private Set<String> chosen(String name) {
        Map<String, Object> message = receiveOne("q", "MessageAttributeNames", List.of(name), "VisibilityTimeout", 0);
        return Answer.members(message.getOrDefault("MessageAttributes", Map.of()))
                .keySet();
    }

    @Test
    @Trap({"R9", "R10"})
    @Conforms(Action.DeleteMessage)
    void anExpiredHandleStillDeletesAndDeletingTwiceSucceeds() {
        create("q").done();
        send("q", "x").done();
        Map<String, Object> message = receiveOne("q", "VisibilityTimeout", 1);
        seconds(2);

        delete("q", message).done();
        delete("q", message).done();

        assertThat(bodies("q")).isEmpty();
    }

    @Test
    @Trap({"R11", "R12"})
    @Conforms(Action.ChangeMessageVisibility)
    void visibilityChangesAfterTheTimeoutButNotAfterTheDelete() {
        create("q").done();
        send("q", "x").done();
        Map<String, Object> message = receiveOne("q", "VisibilityTimeout", 1);
        seconds(2);

        change("q", message, 10).done();
        delete("q", message).done();
        change("q", message, 10).refused("InvalidParameterValue", NO_LONGER);
    }

    @Test
    @Trap("R13")
    void anOldHandleDeletesNothing() {
        create("q").done();
        send("q", "x").done();
        Map<String, Object> old = receiveOne("q", "VisibilityTimeout", 1);
        seconds(2);
        receive("q", "VisibilityTimeout", 1);

        delete("q", old).done();

        seconds(2);
        assertThat(bodies("q")).containsExactly("x");
    }

    @Test
    @Trap({"R14", "R15"})
    @Conforms({Action.DeleteMessage, Action.ChangeMessageVisibility})
    void onAFifoQueueAHandleWorksWithinItsTimeoutOnly() {
        createFifo("q.fifo").done();
        sendTo("q.fifo", "g", "x").done();
        Map<String, Object> expired = receiveOne("q.fifo", "VisibilityTimeout", 5);
        seconds(6);

        delete("q.fifo", expired).refused("InvalidParameterValue", "Reason: The receipt handle has expired.");
        Map<String, Object> extended = receiveOne("q.fifo", "VisibilityTimeout", 5);
        change("q.fifo", extended, 20).done();
        seconds(19);
        delete("q.fifo", extended).done();
        seconds(100);
        assertThat(bodies("q.fifo")).isEmpty();
    }

    @Test
    @Trap("R16")
    void whatIsNoHandleIsRefused() {
        create("q").done();
        create("other").done();
        send("other", "x").done();
        Map<String, Object> foreign = receiveOne("other");

        at("q", "DeleteMessage", "ReceiptHandle", "forged")
                .refused(
                        "ReceiptHandleIsInvalid", "The input receipt handle \"forged\" is not a valid receipt handle.");
        at("q", "ChangeMessageVisibility", "ReceiptHandle", "forged", "VisibilityTimeout", 1)
                .refused("ReceiptHandleIsInvalid", "forged");
        delete("q", foreign).refused("ReceiptHandleIsInvalid", "is not a valid receipt handle");
    }

    @Test
    @Trap("R17")
    void aChangeHoldsForThisReceiveOnly() {
        create("q", "VisibilityTimeout", "10").done();
        send("q", "x").done();

        change("q", receiveOne("q"), 0).done();
        Map<String, Object> message = receiveOne("q");
        change("q", message, 43_201).refused("InvalidParameterValue", "43201");
        change("q", message, -1).refused("InvalidParameterValue", "VisibilityTimeout");
        change("q", message, 100).done();
        seconds(99);
        assertThat(bodies("q")).isEmpty();
        seconds(1);
        assertThat(bodies("q")).containsExactly("x");
        seconds(10);
        assertThat(bodies("q")).containsExactly("x");
    }

    @Test
    @Trap("R18")
    void extensionsEndTwelveHoursAfterTheReceive() {
        create("q").done();
        send("q", "x").done();
        Map<String, Object> message = receiveOne("q", "VisibilityTimeout", 43_200);
        seconds(3_600);

        change("q", message, 39_601).refused("InvalidParameterValue", "beyond the limit [43200 seconds]");
        change("q", message, 39_600).done();
    }

    @Test
    @Trap("R19")
    void aFullQueueRefusesShortPollsOnly() {
        create("q").done();
        createFifo("q.fifo").done();
        for (String name : List.of("q", "q.fifo")) {
            // The limit of a queue is a setting of the domain, far above what a test can receive.
            running.node()
                    .setQueueSettings(new SetQueueSettings(
                            new QueueName("000000000000", name),
                            new SettingsChange(null, null, null, null, null, 1L, new TreeMap<>()),
                            new Origin("test", "r")));
            send(name, "a", name.equals("q") ? new Object[] {} : group("a")).done();
            send(name, "b", name.equals("q") ? new Object[] {} : group("b")).done();
            receive(name, "VisibilityTimeout", 43_200);
        }

        assertThat(at("q", "ReceiveMessage")
                        .refused("OverLimit", "messages in flight")
                        .status())
                .isEqualTo(403);
        assertThat(bodies("q.fifo")).isEmpty();
        CompletableFuture<List<String>> poll = CompletableFuture.supplyAsync(() -> bodies("q", "WaitTimeSeconds", 1));
        while (running.node().stats().receivesNow() == 0) {
            Thread.onSpinWait();
        }
        // The partition may begin the wait later than the node counts it.
        while (!poll.isDone()) {
            time.advanceMillis(1);
            running.wake();
        }
        assertThat(poll.join()).isEmpty();
    }

    private static Object[] group(String group) {
        return new Object[] {"MessageGroupId", group, "MessageDeduplicationId", group};
    }

    @Test
    @Trap("R20")
    void retentionRemovesWhatIsInFlight() {
        create("q", "MessageRetentionPeriod", "60").done();
        send("q", "x").done();
        Map<String, Object> message = receiveOne("q", "VisibilityTimeout", 600);
        seconds(61);

        assertThat(attributes("q")).containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
        change("q", message, 0).refused("InvalidParameterValue", NO_LONGER);
    }
}
