package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds back a queue as a whole: pause, drain, concurrency, rate. */
class QueueDispatchTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void givesNothingOutWhilePausedAndWakesWhoWaits(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        Dispatch.set(engine, DispatchChange.pause(true, "the printer is on fire"));
        engine.done(Q.send(1));
        assertThat(Q.received(engine, Q.receive(1))).isEmpty();
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Q.receive(1, -1, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();
        engine.restart();
        assertThat(Q.view(engine).settings().dispatch().note()).isEqualTo("the printer is on fire");
        waiting = engine.submit(Q.receive(1, -1, 20_000));

        Dispatch.set(engine, DispatchChange.pause(false, ""));

        assertThat(engine.done(waiting).messages()).hasSize(1);
    }

    @TestTemplate
    void takesNothingNewWhileDrainingAndLetsTheRestRun(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(2));

        Dispatch.set(engine, DispatchChange.drain(true, "moves to another town"));

        assertThat(engine.refused(Q.send(1)).reason()).isEqualTo(QueueRejection.QUEUE_DRAINING);
        assertThat(engine.refused(Q.send(1)).message()).contains("moves to another town");
        List<LeasedMessage> rest = Q.received(engine, Q.receive(10));
        assertThat(rest).hasSize(2);
        engine.done(Q.delete(rest));
        Dispatch.set(engine, DispatchChange.drain(false, ""));
        engine.done(Q.send(1));
    }

    @TestTemplate
    void neverLeasesMoreThanTheConcurrencyAllows(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(Dispatch.concurrency(3))));
        engine.done(Q.send(10));
        List<LeasedMessage> first = Q.received(engine, Q.receive(10));
        assertThat(first).hasSize(3);
        assertThat(Q.received(engine, Q.receive(10))).as("without a refusal").isEmpty();
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Q.receive(10, -1, 20_000));

        engine.done(Q.delete(first.subList(0, 2)));

        assertThat(engine.done(waiting).messages()).hasSize(2);
    }

    @TestTemplate
    void revokesNothingWhenTheConcurrencyIsLowered(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(10));
        List<LeasedMessage> first = Q.received(engine, Q.receive(4));

        Dispatch.set(engine, Dispatch.concurrency(2));

        assertThat(Q.view(engine).leased()).isEqualTo(4);
        engine.done(Q.delete(first.subList(0, 2)));
        assertThat(Q.received(engine, Q.receive(10))).isEmpty();
        engine.done(Q.delete(first.subList(2, 3)));
        assertThat(Q.received(engine, Q.receive(10))).hasSize(1);
        Dispatch.set(engine, Dispatch.concurrency(DispatchSettings.UNLIMITED));
        assertThat(Q.received(engine, Q.receive(10))).hasSize(5);
    }

    @TestTemplate
    void leasesAtItsRateAcrossARestart(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(Dispatch.rate(RateLimit.perSecond(2, 3)))));
        engine.done(Q.send(20));
        assertThat(Q.received(engine, Q.receive(10))).hasSize(3);
        engine.restart();
        assertThat(Q.received(engine, Q.receive(10))).isEmpty();
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Q.receive(10, -1, 20_000));
        engine.advanceMillis(499);
        assertThat(waiting.done()).isFalse();

        engine.advanceMillis(1);

        assertThat(engine.done(waiting).messages()).hasSize(1);
        engine.snapshot();
        engine.crash();
        engine.advanceMillis(1_000);
        assertThat(Q.received(engine, Q.receive(10))).hasSize(2);
        engine.advanceMillis(100_000);
        assertThat(Q.received(engine, Q.receive(10, 200_000, 0))).hasSize(3);
    }

    @TestTemplate
    void refusesLimitsThatAreNone(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        for (DispatchChange change : List.of(
                Dispatch.concurrency(0),
                Dispatch.concurrency(-2),
                Dispatch.concurrency(QueueLimits.CONCURRENCY_MAX + 1),
                Dispatch.rate(new RateLimit(0, 1_000, 1)),
                Dispatch.rate(new RateLimit(1, 0, 1)),
                Dispatch.rate(new RateLimit(1, 1_000, 0)),
                Dispatch.rate(new RateLimit(-1, 1_000, 1)),
                Dispatch.rate(new RateLimit(Long.MAX_VALUE, 1_000, 1)),
                Dispatch.rate(new RateLimit(1, Long.MAX_VALUE, 1)),
                Dispatch.rate(new RateLimit(1, 1, Long.MAX_VALUE)),
                new DispatchChange(51, null, null, null, null, null),
                DispatchChange.pause(true, "x".repeat(513)))) {
            assertThat(engine.refused(new SetQueueSettings(Q.ORDERS, new SettingsChange(change), Q.ORIGIN))
                            .reason())
                    .as("%s", change)
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
        assertThat(Q.view(engine).settings().dispatch()).isEqualTo(DispatchSettings.DEFAULT);
    }
}
