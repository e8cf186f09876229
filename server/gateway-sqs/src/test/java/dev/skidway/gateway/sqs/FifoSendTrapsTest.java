package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of sending to FIFO queues. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class FifoSendTrapsTest extends TrapContract {

    FifoSendTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("S10")
    @Conforms({Action.SendMessage, Action.SendMessageBatch})
    void aGroupIsWanted() {
        createFifo("q.fifo").done();
        String text = "The request must contain the parameter MessageGroupId.";

        send("q.fifo", "x", "MessageDeduplicationId", "d").refused("MissingParameter", text);
        Answer batch = at(
                        "q.fifo",
                        "SendMessageBatch",
                        "Entries",
                        List.of(
                                entry("a", "MessageBody", "x", "MessageDeduplicationId", "d"),
                                entry("b", "MessageBody", "y", "MessageDeduplicationId", "e", "MessageGroupId", "g")))
                .done();

        assertThat(batch.structs("Successful")).map(done -> done.get("Id")).containsExactly("b");
        assertThat(batch.structs("Failed"))
                .singleElement()
                .satisfies(failed -> assertThat(failed)
                        .containsEntry("Code", "InvalidParameterValue")
                        .containsEntry("Message", text));
    }

    @Test
    @Trap("S11")
    void groupsAndIdsHaveTheirCharacters() {
        createFifo("q.fifo").done();

        sendTo("q.fifo", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "x".repeat(128)).done();
        for (String bad : List.of("", "a b", "é", "x".repeat(129))) {
            send("q.fifo", "x", "MessageGroupId", bad, "MessageDeduplicationId", "d")
                    .refused("InvalidParameterValue", "MessageGroupId can only include alphanumeric and punctuation");
            send("q.fifo", "x", "MessageGroupId", "g", "MessageDeduplicationId", bad)
                    .refused("InvalidParameterValue", "MessageDeduplicationId can only include alphanumeric");
        }
    }

    @Test
    @Trap("S12")
    void onlyTheQueueDelays() {
        createFifo("q.fifo", "DelaySeconds", "10").done();

        send("q.fifo", "x", "MessageGroupId", "g", "MessageDeduplicationId", "d", "DelaySeconds", 1)
                .refused(
                        "InvalidParameterValue",
                        "Value 1 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not"
                                + " valid for this queue type.");
        send("q.fifo", "x", "MessageGroupId", "g", "MessageDeduplicationId", "d", "DelaySeconds", 0)
                .done();
        assertThat(bodies("q.fifo")).isEmpty();
        seconds(10);
        assertThat(bodies("q.fifo")).containsExactly("x");
    }

    @Test
    @Trap("S14")
    void sequenceNumbersGrow() {
        createFifo("q.fifo").done();
        create("q").done();

        String first = sendTo("q.fifo", "g", "a").done().text("SequenceNumber");
        String second = sendTo("q.fifo", "g", "b").done().text("SequenceNumber");

        assertThat(first).matches("[0-9]{20,39}");
        assertThat(new BigInteger(second)).isGreaterThan(new BigInteger(first));
        assertThat(system(receiveOne("q.fifo", "AttributeNames", List.of("All")), "SequenceNumber"))
                .isEqualTo(first);
        assertThat(send("q", "x").done().body()).doesNotContainKey("SequenceNumber");
        assertThat(system(receiveOne("q", "AttributeNames", List.of("All")), "SequenceNumber"))
                .isEmpty();
    }
}
