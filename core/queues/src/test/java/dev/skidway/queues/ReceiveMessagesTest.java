package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receiving: order, leases, waiting, limits. */
class ReceiveMessagesTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void givesMessagesInTheOrderOfTheirSending(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(5));

        List<LeasedMessage> messages = Q.received(engine, Q.receive(3));

        assertThat(Q.bodies(engine, messages)).containsExactly("body 0", "body 1", "body 2");
        assertThat(messages).allMatch(message -> message.receiveCount() == 1);
    }

    @TestTemplate
    void returnsTheMessageAfterItsLeaseHasRunOut(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(2));
        LeasedMessage first = Q.one(engine);
        engine.advanceMillis(29_999);
        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10)))).containsExactly("body 1");

        engine.advanceMillis(1);

        LeasedMessage again = Q.one(engine);
        assertThat(again.lease()).isEqualTo(new LeaseRef(first.lease().message(), 2));
        assertThat(again.firstReceivedAtMillis()).isEqualTo(first.firstReceivedAtMillis());
    }

    @TestTemplate
    void answersEmptyWhenItMayNotWait(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        assertThat(Q.received(engine, Q.receive(1))).isEmpty();
    }

    @TestTemplate
    void wakesForASend(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        var waiting = engine.submit(Q.receive(10, -1, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();

        engine.submit(Q.send(2));

        assertThat(engine.done(waiting).messages()).hasSize(2);
    }

    @TestTemplate
    void wakesWhenADelayPasses(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(Q.message("later", null, 0, 1_000)));
        var waiting = engine.submit(Q.receive(10, -1, 20_000));

        engine.advanceMillis(1_000);

        assertThat(engine.done(waiting).messages()).hasSize(1);
    }

    @TestTemplate
    void answersEmptyAtTheEndOfItsWait(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        var waiting = engine.submit(Q.receive(10, -1, 2_000));
        engine.settle();

        engine.advanceMillis(2_000);

        assertThat(engine.done(waiting).messages()).isEmpty();
    }

    @TestTemplate
    void tellsAWaitingReceiverThatItsQueueIsGone(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        var waiting = engine.submit(Q.receive(10, -1, 20_000));
        engine.settle();

        engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));

        assertThat(engine.outcome(waiting).toString()).contains("QUEUE_NOT_FOUND");
    }

    @TestTemplate
    void refusesAboveTheInFlightLimitUnlessItMayWait(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, Q.inFlight(2)));
        engine.done(Q.send(3));
        List<LeasedMessage> messages = Q.received(engine, Q.receive(10));
        assertThat(messages).hasSize(2);

        assertThat(engine.refused(Q.receive(1)).reason()).isEqualTo(QueueRejection.IN_FLIGHT_LIMIT);
        var waiting = engine.submit(Q.receive(1, -1, 20_000));
        engine.settle();
        engine.done(Q.delete(messages.getFirst().lease()));

        assertThat(engine.done(waiting).messages()).hasSize(1);
    }

    @TestTemplate
    void givesAMessageLeasedForNoTimeBackAtOnce(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));

        assertThat(Q.received(engine, Q.receive(1, 0, 0))).hasSize(1);

        assertThat(Q.one(engine).receiveCount()).isEqualTo(2);
    }

    @TestTemplate
    void answersWithNoMoreBytesThanTenOfTheLargestMessagesHave(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        byte[] body = new byte[1 << 20];
        for (int i = 0; i < 20; i++) {
            engine.done(Q.send(new NewMessage(body, new byte[0], body.length, null, 0, -1)));
        }

        assertThat(Q.received(engine, Q.receive(20))).hasSize(17);
        assertThat(Q.received(engine, Q.receive(20))).hasSize(3);
    }

    @TestTemplate
    void refusesWhatIsOutOfBounds(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        assertThat(engine.refused(Q.receive(0)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(Q.receive(1, QueueLimits.VISIBILITY_MILLIS_MAX + 1, 0))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(Q.receive(1, -1, 20_001)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
    }
}
