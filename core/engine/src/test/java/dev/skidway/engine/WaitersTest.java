package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Get;
import dev.skidway.engine.Waiters.Waiter;
import org.junit.jupiter.api.Test;

/** The lines of waiting commands, and their deadlines. */
class WaitersTest {

    private final Inbox inbox = new Inbox(EngineLimits.DEFAULT);
    private final Waiters waiters = new Waiters();

    @Test
    void moveToTheEndOfAnotherLineButKeepTheirDeadline() {
        Ticket<Long> moved = waiting(1, 100);
        Ticket<Long> there = waiting(2, 500);

        waiters.add(moved, new Decision.Wait<>(2, 900, 0L));
        waiters.wake(1);
        waiters.wake(2);

        assertThat((Object) waiters.firstWoken()).as("line 1 is gone").isSameAs(there);
        assertThat(waiters.nextDeadlineMillis()).isEqualTo(100);
        assertThat(waiters.count()).isEqualTo(2);
        waiters.remove(there);
        assertThat((Object) waiters.firstWoken()).isSameAs(moved);
    }

    @Test
    void restWhenTheFirstMustWaitAgain() {
        Ticket<Long> first = waiting(1, 100);
        waiting(1, 100);
        waiters.wake(1);

        waiters.add(first, new Decision.Wait<>(1, 100, 0L));

        assertThat((Object) waiters.firstWoken()).isNull();
        waiters.wake(1);
        assertThat((Object) waiters.firstWoken()).as("kept its place").isSameAs(first);
    }

    @Test
    void expireInOrderOfDeadlineThenArrival() {
        Ticket<Long> late = waiting(1, 200);
        Ticket<Long> early = waiting(2, 100);
        Ticket<Long> earlyToo = waiting(1, 100);

        assertThat(waiters.firstExpired(99)).isNull();
        assertThat(expire()).isSameAs(early);
        assertThat(expire()).isSameAs(earlyToo);
        assertThat(expire()).isSameAs(late);
        assertThat(waiters.firstExpired(Long.MAX_VALUE)).isNull();
        assertThat(waiters.nextDeadlineMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLineThatNobodyStandsInIsNotWoken() {
        Ticket<Long> gone = waiting(1, 100);
        waiters.wake(1);

        waiters.remove(gone);
        waiters.remove(gone);
        waiters.wake(1);

        assertThat((Object) waiters.firstWoken()).isNull();
        assertThat(waiters.count()).isZero();
    }

    private Ticket<Long> waiting(long waitKey, long deadlineMillis) {
        Ticket<Long> ticket = new Ticket<>(new Get("a"), inbox);
        waiters.add(ticket, new Decision.Wait<>(waitKey, deadlineMillis, 0L));
        return ticket;
    }

    private Object expire() {
        Waiter<?> waiter = waiters.firstExpired(200);
        assertThat(waiter).isNotNull();
        Ticket<?> ticket = java.util.Objects.requireNonNull(waiter).ticket();
        waiters.remove(ticket);
        return ticket;
    }
}
