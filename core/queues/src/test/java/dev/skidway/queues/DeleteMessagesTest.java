package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deleting by leases that hold, ran out, were given again, or are none. */
class DeleteMessagesTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void deletesForEver(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);

        var reply = engine.done(Q.delete(message.lease(), message.lease()));

        assertThat(reply.results()).containsExactly(DeleteMessages.Result.DELETED, DeleteMessages.Result.ALREADY_GONE);
        engine.crash();
        engine.advanceMillis(60_000);
        assertThat(Q.received(engine, Q.receive(1))).isEmpty();
        assertThat(engine.done(Q.delete(message.lease())).results())
                .containsExactly(DeleteMessages.Result.ALREADY_GONE);
        assertThat(Q.view(engine).deletedTotal()).isEqualTo(1);
    }

    @TestTemplate
    void deletesByALeaseThatRanOut(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage message = Q.one(engine);
        engine.advanceMillis(30_000);

        var reply = engine.done(Q.delete(message.lease()));

        assertThat(reply.results()).containsExactly(DeleteMessages.Result.DELETED);
        assertThat(Q.received(engine, Q.receive(1))).isEmpty();
    }

    @TestTemplate
    void keepsAMessageThatSomebodyElseLeasedSince(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage first = Q.one(engine);
        engine.advanceMillis(30_000);
        LeasedMessage second = Q.one(engine);

        var reply = engine.done(Q.delete(first.lease()));

        assertThat(reply.results()).containsExactly(DeleteMessages.Result.LEASED_AGAIN);
        assertThat(engine.done(Q.delete(second.lease())).results()).containsExactly(DeleteMessages.Result.DELETED);
    }

    @TestTemplate
    void refusesLeasesThatWereNeverGiven(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(2));
        MessageRef leased = Q.one(engine).lease().message();

        var reply = engine.done(Q.delete(
                new LeaseRef(leased, 2),
                new LeaseRef(leased, 0),
                new LeaseRef(new MessageRef(leased.queueId(), leased.lane(), leased.slot() + 1), 1),
                new LeaseRef(new MessageRef(leased.queueId(), leased.lane(), 99), 1),
                new LeaseRef(new MessageRef(leased.queueId(), 99, 0), 1),
                new LeaseRef(new MessageRef(leased.queueId() + 1, 0, 0), 1)));

        assertThat(reply.results()).hasSize(6).containsOnly(DeleteMessages.Result.FOREIGN);
        assertThat(Q.view(engine).visible()).isEqualTo(1);
    }
}
