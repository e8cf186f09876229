package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.journal.Journal;
import dev.skidway.queues.PeekMessages;
import dev.skidway.queues.PeekMessages.Wanted;
import dev.skidway.queues.QueueName;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a peek is patient with a partition that is waiting for its disk. */
class PeekingTest {

    private static final QueueName QUEUE = new QueueName("a", "orders");
    private static final PeekMessages.Reply FETCHING = new PeekMessages.Reply(List.of(), null, true);
    private static final PeekMessages.Reply EMPTY = new PeekMessages.Reply(List.of(), null, false);

    private int asked;

    @Test
    void asksForThePageAgainWhileItIsBeingFetched() {
        Outcome<PeekedPage> outcome = peeking(3).peek(QUEUE, Wanted.ALL, null, 1);

        assertThat(outcome).isEqualTo(new Outcome.Done<>(new PeekedPage(List.of(), null)));
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void saysThatTheDiskIsTooBusyWhenThePageDoesNotCome() {
        assertThatThrownBy(() -> peeking(4).peek(QUEUE, Wanted.ALL, null, 1))
                .isInstanceOfSatisfying(SkidwayException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(NodeError.OVERLOADED);
                    assertThat(failure.severity()).isEqualTo(Severity.RETRY);
                });
        assertThat(asked).isEqualTo(4);
    }

    /** Over a partition that waits for its disk so many times. */
    private Peeking peeking(int waits) {
        NodeCounters counters = new NodeCounters();
        Admission admission = new Admission(NodeLimits.DEFAULT, counters);
        admission.state(NodeState.READY);
        Calls calls = new Calls(List.of(), admission, counters);
        PayloadReader payloads = new PayloadReader(unread(), 1);
        return new Peeking(
                payloads,
                new Seals(new byte[32]),
                calls,
                command -> new Outcome.Done<>(++asked <= waits ? FETCHING : EMPTY));
    }

    private static Journal unread() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("nothing is read for an empty page");
                });
    }
}
