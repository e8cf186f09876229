package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The order inside a group: who locks it, who frees it, who is woken. */
class FifoGroupsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void takesOneGroupInOrderBeforeTheNext(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2", "a3"));
        engine.done(Fifo.send("b", "b1", "b2"));

        assertThat(Fifo.bodies(engine, 4)).containsExactly("a1", "a2", "a3", "b1");
    }

    @TestTemplate
    void deliversNothingOfAGroupBehindWhatIsInFlight(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2"));
        engine.done(Fifo.send("b", "b1"));
        Fifo.received(engine, 1);

        assertThat(Fifo.bodies(engine, 10)).containsExactly("b1");
        assertThat(Fifo.bodies(engine, 10)).isEmpty();
    }

    @TestTemplate
    void staysLockedUntilTheWholeSetIsDeleted(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2", "a3"));
        List<LeasedMessage> both = Fifo.received(engine, 2);

        engine.done(Fifo.delete(both.get(0)));

        assertThat(Fifo.bodies(engine, 10)).isEmpty();
        engine.done(Fifo.delete(both.get(1)));
        assertThat(Fifo.bodies(engine, 10)).containsExactly("a3");
    }

    @TestTemplate
    void deliversOnlyWhatLiesBeforeTheOneStillInFlight(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2", "a3", "a4"));
        List<LeasedMessage> three = engine.done(Fifo.receive(3, 1_000, 0)).messages();
        engine.done(Fifo.visibility(three.get(2), 60_000));

        engine.advanceMillis(1_000);

        assertThat(Fifo.bodies(engine, 10)).containsExactly("a1", "a2");
        assertThat(Fifo.bodies(engine, 10)).isEmpty();
    }

    @TestTemplate
    void keepsTheLockAcrossRestartAndSnapshot(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2", "a3"));
        LeasedMessage first = Fifo.received(engine, 1).getFirst();

        engine.snapshot();
        engine.restart();

        assertThat(Fifo.bodies(engine, 10)).isEmpty();
        engine.done(Fifo.delete(first));
        assertThat(Fifo.bodies(engine, 10)).containsExactly("a2", "a3");
    }

    @TestTemplate
    void givesBackToItsPlaceInTheGroup(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2"));
        LeasedMessage first = Fifo.received(engine, 1).getFirst();

        engine.done(Fifo.visibility(first, 0));

        assertThat(Fifo.bodies(engine, 10)).containsExactly("a1", "a2");
    }

    @TestTemplate
    void doesNotHoldVisibleMessagesBackForDelayedOnes(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(new SetQueueSettings(Fifo.ORDERS, delay(5_000), Q.ORIGIN));
        engine.done(Fifo.send("a", "a1"));
        engine.done(new SetQueueSettings(Fifo.ORDERS, delay(0), Q.ORIGIN));
        engine.done(Fifo.send("a", "a2", "a3"));

        assertThat(Fifo.bodies(engine, 1)).containsExactly("a2");
        assertThat(Fifo.bodies(engine, 1)).isEmpty();
        engine.advanceMillis(5_000);
        assertThat(Fifo.bodies(engine, 10))
                .as("only what lies before the one in flight")
                .containsExactly("a1");
    }

    private static SettingsChange delay(long millis) {
        return new SettingsChange(millis, null, null, null, null, null, Q.NONE);
    }

    @TestTemplate
    void delaysEveryMessageByTheQueuesDelay(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(new SetQueueSettings(Fifo.ORDERS, delay(5_000), Q.ORIGIN));
        NewMessage zero = new NewMessage(new byte[] {1}, new byte[0], 1, "a", 0, 0, "id").hashed();

        engine.done(new SendMessages(Fifo.ORDERS, List.of(zero)));

        assertThat(Fifo.view(engine).delayed()).isEqualTo(1);
    }

    @TestTemplate
    void wakesAReceiverWhenADeleteFreesItsGroup(EngineHarness<QueueDomain> engine) {
        LeasedMessage head = headOfTwo(engine);
        Ticket<ReceiveMessages.Reply> waiting = waiting(engine);

        engine.done(Fifo.delete(head));

        assertThat(engine.done(waiting).messages()).hasSize(1);
    }

    @TestTemplate
    void wakesAReceiverWhenTheHeadIsGivenBack(EngineHarness<QueueDomain> engine) {
        LeasedMessage head = headOfTwo(engine);
        Ticket<ReceiveMessages.Reply> waiting = waiting(engine);

        engine.done(Fifo.visibility(head, 0));

        assertThat(engine.done(waiting).messages()).hasSize(2);
    }

    @TestTemplate
    void wakesAReceiverWhenTheHeadsLeaseRunsOut(EngineHarness<QueueDomain> engine) {
        headOfTwo(engine);
        Ticket<ReceiveMessages.Reply> waiting = waiting(engine);

        engine.advanceMillis(10_000);

        assertThat(engine.done(waiting).messages()).hasSize(2);
    }

    @TestTemplate
    void wakesAReceiverWhenTheHeadGrowsTooOldInFlight(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(new SetQueueSettings(Fifo.ORDERS, Q.retention(60_000), Q.ORIGIN));
        engine.done(Fifo.send("a", "a1"));
        engine.done(Fifo.receive(1, 600_000, 0));
        engine.advanceMillis(50_000);
        engine.done(Fifo.send("a", "a2"));
        Ticket<ReceiveMessages.Reply> waiting = waiting(engine);

        engine.advanceMillis(10_000);

        assertThat(Q.bodies(engine, engine.done(waiting).messages())).containsExactly("a2");
    }

    private static LeasedMessage headOfTwo(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2"));
        return engine.done(Fifo.receive(1, 10_000, 0)).messages().getFirst();
    }

    private static Ticket<ReceiveMessages.Reply> waiting(EngineHarness<QueueDomain> engine) {
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Fifo.receive(10, -1, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();
        return waiting;
    }

    @TestTemplate
    void callsAHandleExpiredOnceItsLeaseIsOver(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1"));
        LeasedMessage message = Fifo.received(engine, 1).getFirst();
        engine.advanceMillis(30_000);

        assertThat(engine.done(Fifo.delete(message)).results()).containsExactly(DeleteMessages.Result.EXPIRED);
        assertThat(engine.done(Fifo.visibility(message, 1_000)).results())
                .containsExactly(ChangeVisibility.Result.EXPIRED);

        LeasedMessage again = Fifo.received(engine, 1).getFirst();
        assertThat(engine.done(Fifo.delete(message)).results()).containsExactly(DeleteMessages.Result.EXPIRED);
        assertThat(engine.done(Fifo.delete(again)).results()).containsExactly(DeleteMessages.Result.DELETED);
        assertThat(engine.done(Fifo.delete(again)).results()).containsExactly(DeleteMessages.Result.ALREADY_GONE);
    }

    @TestTemplate
    void deletesWithinAnExtendedLease(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1"));
        LeasedMessage message = Fifo.received(engine, 1).getFirst();
        engine.done(Fifo.visibility(message, 90_000));

        engine.advanceMillis(60_000);

        assertThat(engine.done(Fifo.delete(message)).results()).containsExactly(DeleteMessages.Result.DELETED);
    }

    @TestTemplate
    void answersEmptyAtTheInFlightLimit(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(new SetQueueSettings(Fifo.ORDERS, Q.inFlight(1), Q.ORIGIN));
        engine.done(Fifo.send("a", "a1"));
        engine.done(Fifo.send("b", "b1"));

        assertThat(Fifo.bodies(engine, 10)).hasSize(1);
        assertThat(Fifo.bodies(engine, 10)).isEmpty();
    }

    @TestTemplate
    void neverOvertakesAHeadThatNobodyFinishes(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2"));

        for (int attempt = 1; attempt <= 20; attempt++) {
            LeasedMessage head = Fifo.received(engine, 1).getFirst();
            assertThat(head.receiveCount()).isEqualTo(attempt);
            assertThat(Q.bodies(engine, List.of(head))).containsExactly("a1");
            engine.advanceMillis(30_000);
        }
    }

    @TestTemplate
    void refusesWhatAFifoQueueCannotTake(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        NewMessage delayed = new NewMessage(new byte[] {1}, new byte[0], 1, "a", 0, 1_000, "id").hashed();

        List<SendResult> results = engine.done(new SendMessages(
                        Fifo.ORDERS,
                        List.of(Fifo.message("no group", null, "id"), Fifo.message("no id", "a", null), delayed)))
                .results();

        assertThat(results)
                .extracting(result -> ((SendResult.Refused) result).rejection().reason())
                .containsExactly(
                        QueueRejection.GROUP_MISSING,
                        QueueRejection.DEDUPLICATION_ID_MISSING,
                        QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void forgetsTheLocksWithAPurge(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2"));
        Fifo.received(engine, 1);

        engine.done(new PurgeQueue(Fifo.ORDERS, Q.ORIGIN));
        engine.done(Fifo.send("a", "a3"));

        assertThat(Fifo.bodies(engine, 10)).containsExactly("a3");
    }
}
