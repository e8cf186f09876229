package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A head that is never finished leaves its group in order, and the next one comes. */
class FifoDeadLettersTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static void createBoth(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.create(Fifo.FAILED));
        engine.done(new SetQueueSettings(Fifo.ORDERS, Q.deadLetters(new DeadLetterPolicy("failed.fifo", 1)), Q.ORIGIN));
    }

    private static List<LeasedMessage> failed(EngineHarness<QueueDomain> engine) {
        return engine.done(new ReceiveMessages(Fifo.FAILED, 10, -1, 0)).messages();
    }

    @TestTemplate
    void makesWayForTheNextOfItsGroup(EngineHarness<QueueDomain> engine) {
        createBoth(engine);
        engine.done(Fifo.send("a", "a1", "a2"));
        LeasedMessage head = Fifo.received(engine, 1).getFirst();
        engine.advanceMillis(30_000);

        assertThat(Fifo.bodies(engine, 1)).containsExactly("a2");

        LeasedMessage dead = failed(engine).getFirst();
        assertThat(dead.identity()).isEqualTo(head.lease().message());
        assertThat(dead.key()).isEqualTo("a");
        assertThat(dead.receiveCount()).isEqualTo(2);
    }

    @TestTemplate
    void beginsANewAgeAndKeepsItsOrder(EngineHarness<QueueDomain> engine) {
        createBoth(engine);
        engine.done(Fifo.send("a", "a1", "a2", "a3"));
        Fifo.received(engine, 3);
        engine.advanceMillis(30_000);
        long movedAt = engine.time().wallMillis();

        assertThat(Fifo.bodies(engine, 10)).isEmpty();

        List<LeasedMessage> dead = failed(engine);
        assertThat(Q.bodies(engine, dead)).containsExactly("a1", "a2", "a3");
        assertThat(dead).allMatch(letter -> letter.enqueuedAtMillis() == movedAt);
        assertThat(failed(engine)).isEmpty();
    }

    @TestTemplate
    void keepsTheOrderWhereMoreAreDeadThanOneReceiveMoves(EngineHarness<QueueDomain> engine) {
        createBoth(engine);
        int dead = QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX + 5;
        engine.done(Fifo.send("a", dead));
        engine.done(Fifo.receive(dead, 1_000, 0));
        engine.done(Fifo.send("a", "alive"));
        engine.advanceMillis(1_000);
        List<String> bodies = new ArrayList<>();

        assertThat(Fifo.bodies(engine, 10))
                .as("the first receive moves as many as it may")
                .isEmpty();
        bodies.addAll(Fifo.bodies(engine, 10));

        assertThat(bodies).containsExactly("alive");
        assertThat(engine.done(new GetQueue(Fifo.FAILED)).visible()).isEqualTo(dead);
    }

    @TestTemplate
    void letsAWaitingReceiverHaveWhatFollows(EngineHarness<QueueDomain> engine) {
        createBoth(engine);
        engine.done(Fifo.send("a", "a1", "a2"));
        engine.done(Fifo.receive(1, 10_000, 0));
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Fifo.receive(10, -1, 20_000));

        engine.advanceMillis(10_000);

        assertThat(Q.bodies(engine, engine.done(waiting).messages())).containsExactly("a2");
    }
}
