package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Lists schedules of a namespace in order of name.
 *
 * @param prefix what their names begin with, or empty
 * @param after name of the last one of the page before, empty for the first page
 * @param countMax 1 to {@link QueueLimits#LIST_SCHEDULES_MAX}
 */
public record ListSchedules(String namespace, String prefix, String after, int countMax)
        implements Command<ListSchedules.Reply> {

    /** A page; {@code more} if others follow. */
    public record Reply(List<ScheduleView> schedules, boolean more) {

        public Reply {
            schedules = List.copyOf(schedules);
        }
    }
}
