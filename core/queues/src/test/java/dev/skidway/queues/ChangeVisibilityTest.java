package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changing the end of leases. */
class ChangeVisibilityTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void extendsALease(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);

        assertThat(engine.done(Q.visibility(message, 60_000)).results())
                .containsExactly(ChangeVisibility.Result.CHANGED);

        engine.advanceMillis(59_999);
        assertThat(Q.received(engine, Q.receive(1))).isEmpty();
        engine.advanceMillis(1);
        assertThat(Q.received(engine, Q.receive(1))).hasSize(1);
    }

    @TestTemplate
    void givesAMessageBackAndWakesAReceiver(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);
        var waiting = engine.submit(Q.receive(1, -1, 20_000));
        engine.settle();

        engine.done(Q.visibility(message, 0));

        assertThat(engine.done(waiting).messages()).hasSize(1);
        assertThat(engine.done(Q.visibility(message, 0)).results())
                .containsExactly(ChangeVisibility.Result.LEASED_AGAIN);
    }

    @TestTemplate
    void takesTheLastOfSeveralChanges(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeaseRef lease = Q.one(engine).lease();

        engine.done(new ChangeVisibility(
                Q.ORDERS, List.of(new ChangeVisibility.Change(lease, 0), new ChangeVisibility.Change(lease, 50_000))));

        assertThat(Q.view(engine).leased()).isEqualTo(1);
    }

    @TestTemplate
    void changesNothingOnceTheLeaseRanOut(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);
        engine.advanceMillis(30_000);

        assertThat(engine.done(Q.visibility(message, 60_000)).results())
                .containsExactly(ChangeVisibility.Result.CHANGED);

        assertThat(Q.view(engine).visible()).isEqualTo(1);
    }

    @TestTemplate
    void refusesMoreThanTwelveHoursInAll(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);
        engine.advanceMillis(1);

        assertThat(engine.done(Q.visibility(message, 43_200_000)).results())
                .containsExactly(ChangeVisibility.Result.TOO_LONG);
        assertThat(engine.done(Q.visibility(message, 43_199_999)).results())
                .containsExactly(ChangeVisibility.Result.CHANGED);
        assertThat(engine.done(Q.visibility(message, -1)).results()).containsExactly(ChangeVisibility.Result.TOO_LONG);
    }

    @TestTemplate
    void allowsAsMuchAsTheCommandSaysButNoMoreThanTheDomain(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);
        long max = QueueLimits.VISIBILITY_MILLIS_MAX;

        assertThat(engine.done(within(message, 50_000_000, 60_000_000)).results())
                .containsExactly(ChangeVisibility.Result.CHANGED);
        assertThat(engine.done(within(message, 60_000_001, 60_000_000)).results())
                .containsExactly(ChangeVisibility.Result.TOO_LONG);
        assertThat(engine.done(within(message, max + 1, Long.MAX_VALUE)).results())
                .containsExactly(ChangeVisibility.Result.TOO_LONG);
    }

    private static ChangeVisibility within(LeasedMessage message, long millis, long leaseMillisMax) {
        return new ChangeVisibility(
                Q.ORDERS, List.of(new ChangeVisibility.Change(message.lease(), millis)), leaseMillisMax);
    }

    @TestTemplate
    void saysThatAMessageIsGone(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(2));
        LeasedMessage message = Q.one(engine);
        engine.done(Q.delete(message.lease()));

        assertThat(engine.done(Q.visibility(message, 0)).results()).containsExactly(ChangeVisibility.Result.GONE);
    }
}
