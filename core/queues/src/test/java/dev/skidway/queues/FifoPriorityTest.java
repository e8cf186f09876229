package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A group is served by the priority of its head, and keeps its order whatever the priorities in it. */
class FifoPriorityTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void servesTheGroupWhoseHeadIsMostUrgent(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        send(engine, "a", "a1", 5);
        send(engine, "b", "b1", 0);
        send(engine, "c", "c1", -3);

        assertThat(Fifo.bodies(engine, 1)).containsExactly("c1");
        assertThat(Fifo.bodies(engine, 2)).containsExactly("b1", "a1");
    }

    @TestTemplate
    void keepsTheOrderOfAGroupThatHoldsAnUrgentJob(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        send(engine, "a", "a1", 5);
        send(engine, "a", "a2", -9);
        send(engine, "b", "b1", 0);

        assertThat(Fifo.bodies(engine, 1)).containsExactly("b1");
        assertThat(Fifo.bodies(engine, 2)).containsExactly("a1", "a2");
    }

    @TestTemplate
    void hasThePriorityOfTheNextOnceItsHeadIsGone(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        send(engine, "a", "a1", 1);
        send(engine, "b", "b1", 2);
        send(engine, "a", "a2", 3);
        LeasedMessage first = Fifo.received(engine, 1).getFirst();
        assertThat(first.priority()).isEqualTo(1);

        engine.done(Fifo.delete(first));

        assertThat(Fifo.bodies(engine, 1)).containsExactly("b1");
        assertThat(Fifo.received(engine, 1).getFirst().priority()).isEqualTo(3);
    }

    @TestTemplate
    void keepsItAcrossRestartsWithAndWithoutASnapshot(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        send(engine, "a", "a1", 0);
        send(engine, "b", "b1", -1);
        engine.restart();
        engine.snapshot();
        send(engine, "c", "c1", -2);
        engine.snapshot();
        engine.restart();

        assertThat(Fifo.bodies(engine, 1)).containsExactly("c1");
        assertThat(Fifo.bodies(engine, 2)).containsExactly("b1", "a1");
        engine.domain().checkConsistency();
    }

    @TestTemplate
    void canBeChangedWhileTheJobWaits(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        MessageRef a1 = send(engine, "a", "a1", 0);
        MessageRef a2 = send(engine, "a", "a2", 0);
        send(engine, "b", "b1", -1);

        assertThat(reprioritize(engine, -5, a1, a2)).allMatch(result -> result.kind() == JobResult.Kind.DONE);

        List<LeasedMessage> both = Fifo.received(engine, 2);
        assertThat(both).extracting(LeasedMessage::identity).containsExactly(a1, a2);
        assertThat(both).extracting(LeasedMessage::priority).containsExactly(-5, -5);
        assertThat(reprioritize(engine, 7, a1).getFirst().kind()).isEqualTo(JobResult.Kind.REFUSED);
    }

    @TestTemplate
    void wakesAReceiverThatWaits(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Fifo.receive(1, 1_000, 20_000));

        send(engine, "a", "a1", 4);

        assertThat(engine.done(waiting).messages())
                .extracting(LeasedMessage::priority)
                .containsExactly(4);
    }

    private static MessageRef send(EngineHarness<QueueDomain> engine, String group, String body, int priority) {
        SendMessages send = new SendMessages(Fifo.ORDERS, List.of(Fifo.message(body, group, body, priority)));
        return ((SendResult.Stored) engine.done(send).results().getFirst()).message();
    }

    private static List<JobResult> reprioritize(EngineHarness<QueueDomain> engine, int priority, MessageRef... jobs) {
        return engine.done(new ReprioritizeJobs(Fifo.ORDERS.namespace(), List.of(jobs), priority))
                .results();
    }
}
