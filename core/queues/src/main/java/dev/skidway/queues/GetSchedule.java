package dev.skidway.queues;

import dev.skidway.engine.Command;

/** Shows a schedule; refused with {@link QueueRejection#SCHEDULE_NOT_FOUND}. */
public record GetSchedule(ScheduleName schedule) implements Command<ScheduleView> {}
