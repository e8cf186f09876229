package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;

/** Lists schedules, one page at a time. */
final class ListSchedulesDecider implements Decider<ListSchedules, ListSchedules.Reply> {

    private final QueuesRead queues;

    ListSchedulesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ListSchedules.Reply> decide(ListSchedules command, long nowMillis) {
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.LIST_SCHEDULES_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SCHEDULE_INVALID, flaw);
        }
        boolean first = command.after().compareTo(command.prefix()) < 0;
        ScheduleName from = new ScheduleName(command.namespace(), first ? command.prefix() : command.after());
        List<ScheduleView> page = new ArrayList<>();
        boolean more = false;
        for (ScheduleRead schedule : queues.schedules().from(from, first).values()) {
            boolean fits = schedule.name().namespace().equals(command.namespace())
                    && schedule.name().name().startsWith(command.prefix());
            more = fits && page.size() == command.countMax();
            if (more || !fits) {
                break;
            }
            page.add(schedule.view());
        }
        return new Decision.Accept<>(List.of(), new ListSchedules.Reply(page, more));
    }
}
