package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Creates a schedule, or replaces what one is to do: what has fired stays fired, what waits goes on waiting.
 *
 * <p>Refused with {@link QueueRejection#SCHEDULE_EXISTS}, {@link QueueRejection#SCHEDULE_NOT_FOUND}, {@link
 * QueueRejection#SCHEDULE_INVALID}, {@link QueueRejection#SCHEDULE_LIMIT}, {@link QueueRejection#QUEUE_NOT_FOUND}, or as a send of the job
 * would be.
 *
 * @param create whether it must not exist yet; otherwise it must
 */
public record SaveSchedule(ScheduleName schedule, ScheduleSpec spec, boolean create, Origin origin)
        implements Command<ScheduleView> {

    @Override
    public boolean addsWork() {
        return true;
    }

    @Override
    public int heldBytes() {
        return spec.job().body().length + spec.job().headers().length;
    }
}
