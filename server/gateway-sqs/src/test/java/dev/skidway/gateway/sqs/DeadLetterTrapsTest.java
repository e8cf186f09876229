package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of dead letters. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class DeadLetterTrapsTest extends TrapContract {

    DeadLetterTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("L1")
    void aPolicyTakesNumbersTextsAndADefault() {
        create("dead").done();
        create("q", "RedrivePolicy", redrive("dead", "\"42\"")).done();

        assertThat(value(attributes("q"), "RedrivePolicy")).contains("\"maxReceiveCount\":42");
        set("q", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn("dead") + "\"}")
                .done();
        assertThat(value(attributes("q"), "RedrivePolicy")).contains("\"maxReceiveCount\":10");
        for (Object bad : List.of(0, 1001, "\"x\"", "1.5")) {
            set("q", "RedrivePolicy", redrive("dead", bad)).refused("InvalidParameterValue", "maxReceiveCount");
        }
        set("q", "RedrivePolicy", redrive("none", 1))
                .refused("InvalidParameterValue", "Reason: Dead letter target does not exist.");
    }

    @Test
    @Trap({"L2", "L5", "L6", "L7"})
    void aDeadLetterKeepsWhatItWas() {
        create("dead").done();
        create("q", "RedrivePolicy", redrive("dead", 1)).done();
        String id = send(
                        "q",
                        "poison",
                        "MessageAttributes",
                        members("a", string("x")),
                        "MessageSystemAttributes",
                        members("AWSTraceHeader", string("Root=1")))
                .done()
                .text("MessageId");
        receive("q", "VisibilityTimeout", 10);
        seconds(10);
        assertThat(attributes("dead")).containsEntry("ApproximateNumberOfMessages", "0");

        assertThat(bodies("q")).isEmpty();
        Map<String, Object> dead =
                receiveOne("dead", "AttributeNames", List.of("All"), "MessageAttributeNames", List.of("All"));

        assertThat(dead)
                .containsEntry("MessageId", id)
                .containsEntry("Body", "poison")
                .containsKey("MessageAttributes");
        assertThat(system(dead, "AWSTraceHeader")).isEqualTo("Root=1");
        assertThat(system(dead, "ApproximateReceiveCount")).isEqualTo("2");
        assertThat(system(dead, "DeadLetterQueueSourceArn")).isEqualTo(arn("q"));
        assertThat(system(dead, "SentTimestamp")).isEqualTo("1767225600000");
    }

    @Test
    @Trap("L7")
    void aDeadLetterOfAFifoQueueStartsAnew() {
        createFifo("dead.fifo").done();
        createFifo("q.fifo", "RedrivePolicy", redrive("dead.fifo", 1)).done();
        String id = sendTo("q.fifo", "g", "poison").done().text("MessageId");
        sendTo("q.fifo", "g", "next").done();
        receive("q.fifo", "VisibilityTimeout", 10);
        seconds(10);

        assertThat(bodies("q.fifo")).containsExactly("next");
        Map<String, Object> dead = receiveOne("dead.fifo", "AttributeNames", List.of("All"));

        assertThat(system(dead, "SentTimestamp")).isEqualTo("1767225610000");
        assertThat(system(dead, "MessageDeduplicationId")).isEqualTo(id).isEqualTo(dead.get("MessageId"));
        assertThat(system(dead, "MessageGroupId")).isEqualTo("g");
        assertThat(system(dead, "ApproximateReceiveCount")).isEqualTo("2");
    }

    @Test
    @Trap("L3")
    void sourceAndTargetAreOfOneKind() {
        create("dead").done();
        createFifo("dead.fifo").done();
        create("q").done();
        createFifo("q.fifo").done();

        set("q", "RedrivePolicy", redrive("dead.fifo", 1)).refused("InvalidParameterValue", "RedrivePolicy");
        set("q.fifo", "RedrivePolicy", redrive("dead", 1)).refused("InvalidParameterValue", "RedrivePolicy");
        set("q.fifo", "RedrivePolicy", redrive("dead.fifo", 1)).done();
    }

    @Test
    @Trap("L4")
    @Conforms(Action.ListDeadLetterSourceQueues)
    void theTargetChoosesItsSources() {
        create("dead", "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}")
                .done();
        create("q").done();
        create("r").done();

        set("q", "RedrivePolicy", redrive("dead", 1)).refused("InvalidParameterValue", "does not allow q");
        String byQueue = "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + arn("q") + "\"]}";
        set("dead", "RedriveAllowPolicy", byQueue).done();
        set("q", "RedrivePolicy", redrive("dead", 1)).done();
        set("r", "RedrivePolicy", redrive("dead", 1)).refused("InvalidParameterValue", "does not allow r");
        assertThat(
                        dialect == Dialect.JSON
                                ? at("dead", "ListDeadLetterSourceQueues")
                                        .done()
                                        .texts("queueUrls")
                                : at("dead", "ListDeadLetterSourceQueues")
                                        .done()
                                        .texts("QueueUrls"))
                .containsExactly(wire.url("q"));
    }
}
