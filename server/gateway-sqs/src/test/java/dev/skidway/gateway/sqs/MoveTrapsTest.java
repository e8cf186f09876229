package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.QueueName;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of moving dead letters back. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class MoveTrapsTest extends TrapContract {

    MoveTrapsTest(Dialect dialect) {
        super(dialect);
    }

    private static final String RUNNING = "There is already a task running.";

    @Test
    @Trap({"L8", "L10", "L12"})
    @Conforms(Action.StartMessageMoveTask)
    void aMoveStartsFromADeadLetterQueueAndGoesToOneThatExists() {
        create("q").done();
        create("dead").done();

        start("dead").refused("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
        assertThat(start("none")
                        .refused("ResourceNotFoundException", "SourceArn")
                        .status())
                .isEqualTo(404);
        set("q", "RedrivePolicy", redrive("dead", 1)).done();
        assertThat(start("dead", "DestinationArn", arn("none"))
                        .refused("ResourceNotFoundException", "DestinationArn")
                        .status())
                .isEqualTo(404);
        assertThat(call("ListMessageMoveTasks", "SourceArn", arn("none"))
                        .refused("ResourceNotFoundException", "SourceArn")
                        .status())
                .isEqualTo(404);
        for (int rate : new int[] {0, 501}) {
            start("dead", "MaxNumberOfMessagesPerSecond", rate)
                    .refused("InvalidParameterValue", "MaxNumberOfMessagesPerSecond");
        }
        call("StartMessageMoveTask", "SourceArn", "dead").refused("InvalidParameterValue", "SourceArn: arn:");
        start("dead", "DestinationArn", arn("dead")).refused("InvalidParameterValue", "cannot be the same");
    }

    @Test
    @Trap({"L9", "L13"})
    @Conforms({Action.StartMessageMoveTask, Action.ListMessageMoveTasks})
    void messagesGoBackAnewAndInOrder() {
        List<String> ids = deadLetters("one", "two");
        seconds(60);

        start("dead").done();
        finish();

        List<Map<String, Object>> back = receive("q", "MaxNumberOfMessages", 10, "AttributeNames", List.of("All"));
        assertThat(back).map(message -> message.get("Body")).containsExactly("one", "two");
        assertThat(back).map(message -> message.get("MessageId")).doesNotContainAnyElementsOf(ids);
        assertThat(back).allSatisfy(message -> {
            assertThat(system(message, "ApproximateReceiveCount")).isEqualTo("1");
            assertThat(Long.parseLong(system(message, "SentTimestamp"))).isGreaterThanOrEqualTo(1_767_225_660_000L);
        });
        assertThat(attributes("dead")).containsEntry("ApproximateNumberOfMessages", "0");
    }

    @Test
    @Trap({"L11", "L14"})
    @Conforms(Action.ListMessageMoveTasks)
    void oneMoveRunsAndManyAreListed() {
        deadLetters("1", "2", "3");
        create("other").done();

        String handle = start("dead", "MaxNumberOfMessagesPerSecond", 1, "DestinationArn", arn("other"))
                .done()
                .text("TaskHandle");
        start("dead").refused("InvalidParameterValue", RUNNING);

        Map<String, Object> running = tasks().getFirst();
        assertThat(running)
                .containsEntry("TaskHandle", handle)
                .containsEntry("Status", "RUNNING")
                .containsEntry("SourceArn", arn("dead"))
                .containsEntry("DestinationArn", arn("other"))
                .doesNotContainKey("FailureReason");
        assertThat(value(running, "MaxNumberOfMessagesPerSecond")).isEqualTo("1");
        assertThat(value(running, "StartedTimestamp")).matches("17672256[0-9]{5}");
        finish();
        Map<String, Object> completed = tasks().getFirst();
        assertThat(completed).containsEntry("Status", "COMPLETED").doesNotContainKey("TaskHandle");
        assertThat(value(completed, "ApproximateNumberOfMessagesMoved")).isEqualTo("3");
        start("dead").done();
        finish();
        assertThat(tasks()).hasSize(1);
        assertThat(tasks("MaxResults", 10)).hasSize(2).last().isEqualTo(completed);
        call("ListMessageMoveTasks", "SourceArn", arn("dead"), "MaxResults", 11)
                .refused("InvalidParameterValue", "MaxResults");
    }

    @Test
    @Trap({"L15", "L16"})
    @Conforms(Action.CancelMessageMoveTask)
    void aCancelledMoveLeavesWhatItMoved() {
        deadLetters("1", "2", "3", "4");
        String handle = start("dead", "MaxNumberOfMessagesPerSecond", 1).done().text("TaskHandle");
        seconds(1);
        attributes("dead");

        Answer cancelled = cancel(handle).done();

        int moved = Integer.parseInt(cancelled.text("ApproximateNumberOfMessagesMoved"));
        assertThat(moved).isBetween(1, 3);
        seconds(100);
        assertThat(attributes("q")).containsEntry("ApproximateNumberOfMessages", String.valueOf(moved));
        assertThat(attributes("dead")).containsEntry("ApproximateNumberOfMessages", String.valueOf(4 - moved));
        assertThat(tasks().getFirst()).containsEntry("Status", "CANCELLED");
        assertThat(cancel(handle)
                        .refused("ResourceNotFoundException", "Task does not exist.")
                        .status())
                .isEqualTo(404);
        cancel("forged").refused("InvalidParameterValue", "Value for parameter TaskHandle is invalid.");
        cancel(MoveTasks.handle(4711, new QueueName("000000000000", "dead"), "us-east-1"))
                .refused("ResourceNotFoundException", "Task does not exist.");
    }

    private Answer start(String source, Object... more) {
        Map<String, Object> parameters = members("SourceArn", arn(source));
        parameters.putAll(members(more));
        return dialect.call(wire, "/", "StartMessageMoveTask", parameters);
    }

    private Answer cancel(String handle) {
        return call("CancelMessageMoveTask", "TaskHandle", handle);
    }

    private List<Map<String, Object>> tasks(Object... more) {
        Map<String, Object> parameters = members("SourceArn", arn("dead"));
        parameters.putAll(members(more));
        return dialect.call(wire, "/", "ListMessageMoveTasks", parameters)
                .done()
                .structs("Results");
    }

    /** Lets the newest task come to its end. */
    private void finish() {
        for (int i = 0; i < 1_000 && value(tasks().getFirst(), "Status").equals("RUNNING"); i++) {
            seconds(1);
        }
    }

    /** Messages of {@code q} that have come to {@code dead}; their ids. */
    private List<String> deadLetters(String... bodies) {
        create("dead").done();
        create("q", "RedrivePolicy", redrive("dead", 1)).done();
        List<String> ids = new ArrayList<>();
        for (String body : bodies) {
            ids.add(send("q", body).done().text("MessageId"));
        }
        receive("q", "MaxNumberOfMessages", 10, "VisibilityTimeout", 0);
        assertThat(receive("q", "MaxNumberOfMessages", 10)).isEmpty();
        assertThat(attributes("dead")).containsEntry("ApproximateNumberOfMessages", String.valueOf(bodies.length));
        return ids;
    }
}
