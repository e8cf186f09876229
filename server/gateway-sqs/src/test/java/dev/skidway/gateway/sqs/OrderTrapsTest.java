package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of the order of groups, and of queues without one. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class OrderTrapsTest extends TrapContract {

    OrderTrapsTest(Dialect dialect) {
        super(dialect);
    }

    private static final Object[] TEN = {"MaxNumberOfMessages", 10};

    @Test
    @Trap({"F1", "F3"})
    void aGroupOpensWhenAllThatWereReceivedAreDeleted() {
        createFifo("q.fifo").done();
        for (String body : List.of("1", "2", "3")) {
            sendTo("q.fifo", "g", body).done();
        }
        List<Map<String, Object>> two = receive("q.fifo", "MaxNumberOfMessages", 2);

        assertThat(bodies("q.fifo", TEN)).isEmpty();
        delete("q.fifo", two.get(0)).done();
        assertThat(bodies("q.fifo", TEN)).isEmpty();
        delete("q.fifo", two.get(1)).done();
        assertThat(bodies("q.fifo", TEN)).containsExactly("3");
    }

    @Test
    @Trap("F2")
    void oneGroupIsServedBeforeTheNext() {
        createFifo("q.fifo").done();
        for (String body : List.of("a1", "b1", "a2", "b2", "a3")) {
            sendTo("q.fifo", body.substring(0, 1), body).done();
        }

        assertThat(bodies("q.fifo", TEN))
                .isIn(List.of("a1", "a2", "a3", "b1", "b2"), List.of("b1", "b2", "a1", "a2", "a3"));
    }

    @Test
    @Trap("F4")
    void onlyWhatLiesBeforeAMessageInFlightComesAgain() {
        createFifo("q.fifo", "VisibilityTimeout", "10").done();
        for (String body : List.of("1", "2", "3", "4")) {
            sendTo("q.fifo", "g", body).done();
        }
        List<Map<String, Object>> three = receive("q.fifo", "MaxNumberOfMessages", 3);
        change("q.fifo", three.get(1), 100).done();
        seconds(11);

        assertThat(bodies("q.fifo", TEN)).containsExactly("1");
    }

    @Test
    @Trap("F5")
    void aDelayedMessageHoldsNobodyBack() {
        createFifo("q.fifo", "DelaySeconds", "60").done();
        sendTo("q.fifo", "g", "late").done();
        set("q.fifo", "DelaySeconds", "0").done();
        sendTo("q.fifo", "g", "now").done();

        assertThat(bodies("q.fifo", TEN)).containsExactly("now");
    }

    @Test
    @Trap("F8")
    @Conforms(Action.SendMessageBatch)
    void aBatchKeepsItsOrder() {
        createFifo("q.fifo", "ContentBasedDeduplication", "true").done();
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            entries.add(entry("e" + i, "MessageBody", "m" + i, "MessageGroupId", "g"));
        }

        Answer sent = at("q.fifo", "SendMessageBatch", "Entries", entries).done();

        assertThat(sent.structs("Successful"))
                .map(done -> new BigInteger(value(done, "SequenceNumber")))
                .isSorted();
        assertThat(bodies("q.fifo", TEN)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    @Trap("N1")
    void withoutOrderAGroupIsServedSideBySide() {
        create("q").done();
        send("q", "1", "MessageGroupId", "g").done();
        send("q", "2", "MessageGroupId", "g").done();

        receive("q");
        assertThat(receive("q")).hasSize(1);
    }

    @Test
    @Trap("N2")
    void aBusyGroupWaitsBehindAQuietOneAndLosesNothing() {
        create("q").done();
        for (int i = 0; i < 40; i++) {
            send("q", "busy" + i, "MessageGroupId", "busy").done();
        }
        for (int i = 0; i < 3; i++) {
            receive("q", TEN);
            seconds(1);
        }
        send("q", "quiet", "MessageGroupId", "quiet").done();

        assertThat(bodies("q")).containsExactly("quiet");
        assertThat(bodies("q", TEN)).hasSize(10).allMatch(body -> body.startsWith("busy"));
    }
}
