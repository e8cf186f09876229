package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.List;

/** Lets a schedule that is due fire; else takes the next step of a move task that is due, and fires timers of messages if any is due. */
final class FireTimersDecider implements Decider<FireTimers, FireTimers.Reply> {

    private final QueuesRead queues;

    FireTimersDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<FireTimers.Reply> decide(FireTimers command, long nowMillis) {
        ScheduleRead schedule = queues.schedules().due(nowMillis);
        if (schedule != null) {
            // Alone: what it sends is planned on what is there now, and so are the steps of others.
            return new Decision.Accept<>(new FiringPlan(schedule, queues, nowMillis).next(), new FireTimers.Reply());
        }
        List<Event> events = new ArrayList<>();
        MoveTaskRead task = queues.moveTasks().due(nowMillis);
        if (task != null) {
            events.addAll(MovePlan.next(task, queues, nowMillis, command.countMax()));
        }
        // What the move was planned on must still be there when it is applied: it goes before the timers.
        TimersFired fired = queues.dueTimers(nowMillis, command.countMax());
        if (fired != null) {
            events.add(fired);
        }
        return new Decision.Accept<>(events, new FireTimers.Reply());
    }
}
