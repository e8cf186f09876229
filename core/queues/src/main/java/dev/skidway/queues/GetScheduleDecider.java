package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Shows a schedule. */
final class GetScheduleDecider implements Decider<GetSchedule, ScheduleView> {

    private final QueuesRead queues;

    GetScheduleDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ScheduleView> decide(GetSchedule command, long nowMillis) {
        ScheduleRead schedule = queues.schedules().find(command.schedule());
        return schedule == null
                ? ScheduleRules.notFound(command.schedule())
                : new Decision.Accept<>(List.of(), schedule.view());
    }
}
