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

/** Traps of receives that are tried again. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class AttemptTrapsTest extends TrapContract {

    private static final Object[] TEN = {"MaxNumberOfMessages", 10};

    AttemptTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("F6")
    @Conforms(Action.ReceiveMessage)
    void anAttemptIsAnsweredAgain() {
        createFifo("q.fifo", "VisibilityTimeout", "10").done();
        sendTo("q.fifo", "g", "1").done();
        sendTo("q.fifo", "g", "2").done();
        Object[] attempt = {"MaxNumberOfMessages", 10, "ReceiveRequestAttemptId", "attempt-1"};
        List<Map<String, Object>> first = receive("q.fifo", attempt);
        seconds(8);

        List<Map<String, Object>> again = receive("q.fifo", attempt);

        assertThat(again)
                .hasSize(2)
                .map(message -> message.get("ReceiptHandle"))
                .isEqualTo(first.stream()
                        .map(message -> message.get("ReceiptHandle"))
                        .toList());
        seconds(8);
        assertThat(bodies("q.fifo", TEN)).isEmpty();
        create("q").done();
        at("q", "ReceiveMessage", "ReceiveRequestAttemptId", "attempt-1")
                .refused("InvalidParameterValue", "not valid for this queue type");
    }

    @Test
    @Trap("F7")
    void anAttemptIsOverOnceItsMessagesWereTouched() {
        createFifo("q.fifo").done();
        sendTo("q.fifo", "g", "1").done();
        sendTo("q.fifo", "g", "2").done();
        sendTo("q.fifo", "h", "3").done();
        Object[] attempt = {"MaxNumberOfMessages", 1, "ReceiveRequestAttemptId", "attempt-1"};
        Map<String, Object> first = receiveOne("q.fifo", attempt);
        delete("q.fifo", first).done();

        assertThat(bodies("q.fifo", attempt))
                .doesNotContain(value(first, "Body"))
                .hasSize(1);
    }
}
