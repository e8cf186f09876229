package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of deduplication. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class DeduplicationTrapsTest extends TrapContract {

    private static final String NEITHER =
            "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly";

    DeduplicationTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("S15")
    void aSecondMessageWithTheSameIdIsNotDelivered() {
        createFifo("q.fifo").done();
        Answer first = sendId("one", "id").done();

        Answer second = sendId("two", "id").done();

        assertThat(second.text("MessageId")).isEqualTo(first.text("MessageId"));
        assertThat(second.text("SequenceNumber")).isEqualTo(first.text("SequenceNumber"));
        assertThat(bodies("q.fifo", "MaxNumberOfMessages", 10, "VisibilityTimeout", 1))
                .containsExactly("one");
        seconds(301);
        sendId("three", "id").done();
        assertThat(bodies("q.fifo", "MaxNumberOfMessages", 10)).containsExactly("one", "three");
    }

    @Test
    @Trap({"S16", "S19"})
    void contentStandsInForAnId() {
        createFifo("q.fifo").done();
        send("q.fifo", "x", "MessageGroupId", "g").refused("InvalidParameterValue", NEITHER);
        set("q.fifo", "ContentBasedDeduplication", "true").done();

        send("q.fifo", "x", "MessageGroupId", "g", "MessageAttributes", members("a", string("1")))
                .done();
        send("q.fifo", "x", "MessageGroupId", "g", "MessageAttributes", members("a", string("2")))
                .done();
        sendId("x", "another").done();

        List<Map<String, Object>> received =
                receive("q.fifo", "MaxNumberOfMessages", 10, "AttributeNames", List.of("All"));
        assertThat(received)
                .map(message -> system(message, "MessageDeduplicationId"))
                .containsExactly("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "another");
    }

    @Test
    @Trap("S17")
    void idsAreComparedInTheQueueOrInTheGroup() {
        createFifo("q.fifo").done();
        createFifo("g.fifo", "DeduplicationScope", "messageGroup").done();
        for (String queue : List.of("q.fifo", "g.fifo")) {
            send(queue, "1", "MessageGroupId", "a", "MessageDeduplicationId", "id")
                    .done();
            send(queue, "2", "MessageGroupId", "b", "MessageDeduplicationId", "id")
                    .done();
        }

        assertThat(bodies("q.fifo", "MaxNumberOfMessages", 10)).containsExactly("1");
        assertThat(bodies("g.fifo", "MaxNumberOfMessages", 10)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @Trap("S18")
    void anIdOutlivesItsMessageButNotAPurge() {
        createFifo("q.fifo").done();
        sendId("one", "id").done();
        delete("q.fifo", receiveOne("q.fifo")).done();

        sendId("two", "id").done();
        assertThat(bodies("q.fifo")).isEmpty();
        at("q.fifo", "PurgeQueue").done();
        sendId("three", "id").done();
        assertThat(bodies("q.fifo")).containsExactly("three");
    }

    private Answer sendId(String body, String id) {
        return send("q.fifo", body, "MessageGroupId", "g", "MessageDeduplicationId", id);
    }
}
