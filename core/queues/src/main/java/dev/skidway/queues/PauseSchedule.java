package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Lets nothing of a schedule fire by itself, or lets it fire again; firings missed meanwhile are made up for as far as it catches up.
 *
 * <p>Refused with {@link QueueRejection#SCHEDULE_NOT_FOUND} or {@link QueueRejection#SCHEDULE_INVALID}.
 *
 * @param paused false: it goes on
 * @param note why, for people
 */
public record PauseSchedule(ScheduleName schedule, boolean paused, String note, Origin origin)
        implements Command<ScheduleView> {}
