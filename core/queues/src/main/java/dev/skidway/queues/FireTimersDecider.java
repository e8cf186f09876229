package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Fires timers if any is due. */
final class FireTimersDecider implements Decider<FireTimers, FireTimers.Reply> {

    private final QueuesRead queues;

    FireTimersDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<FireTimers.Reply> decide(FireTimers command, long nowMillis) {
        return queues.nextTimerMillis() > nowMillis
                ? new Decision.Accept<>(List.of(), new FireTimers.Reply())
                : new Decision.Accept<>(
                        List.of(new TimersFired(nowMillis, command.countMax())), new FireTimers.Reply());
    }
}
