package dev.skidway.app.admin;

import dev.skidway.engine.Outcome;
import java.util.List;

/** Moves the clock of a server that was started for tests. */
public interface ClockMover {

    /**
     * How far to move, and what to wait for.
     *
     * @param byMillis time to pass, or -1 where {@code toMillis} says where to
     * @param toMillis where to, ms since 1970
     * @param idleQueues queues of which nothing may run, or be ready to be handed out, before the clock goes on and when it is there
     * @param patienceMillis longest wait at each stop, on the machine's clock
     */
    record Move(long byMillis, long toMillis, List<String> idleQueues, long patienceMillis) {}

    /**
     * Where the clock is.
     *
     * @param stops times it stopped on the way, for timers and at the end
     */
    record Moved(long nowMillis, long stops) {}

    /** What the clock says, ms since 1970. */
    long nowMillis();

    /**
     * Moves the clock from timer to timer; refused if a queue does not exist.
     *
     * @throws IllegalArgumentException if it cannot be moved there
     * @throws dev.skidway.base.SkidwayException if the server does not come to rest; the clock is where that was
     */
    Outcome<Moved> move(Move move) throws InterruptedException;
}
