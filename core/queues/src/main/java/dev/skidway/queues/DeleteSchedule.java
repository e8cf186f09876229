package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Deletes a schedule; jobs it sent stay, firings that wait are forgotten.
 *
 * <p>Refused with {@link QueueRejection#SCHEDULE_NOT_FOUND}.
 */
public record DeleteSchedule(ScheduleName schedule, Origin origin) implements Command<DeleteSchedule.Reply> {

    /** Done. */
    public record Reply() {}
}
