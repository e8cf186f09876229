package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases whose time is up although their timers have not fired yet, because only one timer fires in a step. */
class FifoLateTimersTest {

    private static final int TIMERS_PER_STEP = 1;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(
            Q::domain,
            new EngineLimits(
                    64, 256 << 10, 16, 64, 8, TIMERS_PER_STEP, 1_024, 2_048, 64 << 10, 1 << 20, 3_600_000L, 100));

    @TestTemplate
    void callsAHandleExpiredBeforeItsTimerHasFired(EngineHarness<QueueDomain> engine) {
        List<LeasedMessage> leased = threeInFlight(engine);

        Ticket<DeleteMessages.Reply> delete = engine.submit(Fifo.delete(leased.getLast()));
        engine.advanceMillis(30_000);

        assertThat(engine.done(delete).results()).containsExactly(DeleteMessages.Result.EXPIRED);
    }

    @TestTemplate
    void changesNoLeaseBeforeItsTimerHasFired(EngineHarness<QueueDomain> engine) {
        List<LeasedMessage> leased = threeInFlight(engine);

        Ticket<ChangeVisibility.Reply> change = engine.submit(Fifo.visibility(leased.getLast(), 60_000));
        engine.advanceMillis(30_000);

        assertThat(engine.done(change).results()).containsExactly(ChangeVisibility.Result.EXPIRED);
        assertThat(Fifo.bodies(engine, 10)).containsExactlyInAnyOrder("a1", "b1", "c1");
    }

    @TestTemplate
    void deletesUntilTheVeryEndOfALease(EngineHarness<QueueDomain> engine) {
        List<LeasedMessage> leased = threeInFlight(engine);

        Ticket<DeleteMessages.Reply> delete = engine.submit(Fifo.delete(leased.getLast()));
        engine.advanceMillis(29_999);

        assertThat(engine.done(delete).results()).containsExactly(DeleteMessages.Result.DELETED);
    }

    @TestTemplate
    void repeatsNoReceiveWhoseLeasesAreOver(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1"));
        engine.done(Fifo.send("b", "b1"));
        engine.done(new ReceiveMessages(Fifo.ORDERS, 1, 1_000, 0));
        engine.done(new ReceiveMessages(Fifo.ORDERS, 1, 1_000, 0, "attempt"));

        Ticket<ReceiveMessages.Reply> repeated =
                engine.submit(new ReceiveMessages(Fifo.ORDERS, 1, 1_000, 0, "attempt"));
        engine.advanceMillis(1_000);

        assertThat(engine.done(repeated).messages())
                .extracting(lease -> lease.lease().lease())
                .containsExactly(2L);
    }

    private static List<LeasedMessage> threeInFlight(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1"));
        engine.done(Fifo.send("b", "b1"));
        engine.done(Fifo.send("c", "c1"));
        return Fifo.received(engine, 3);
    }
}
