package dev.skidway.queues;

import dev.skidway.engine.Command;
import org.jspecify.annotations.Nullable;

/**
 * Fires now, also while the schedule is paused.
 *
 * <p>Refused with {@link QueueRejection#SCHEDULE_NOT_FOUND}, {@link QueueRejection#SCHEDULE_INVALID}, or as the send of the job is.
 *
 * @param overlap null: that of the schedule
 */
public record TriggerSchedule(
        ScheduleName schedule, @Nullable Overlap overlap, Origin origin) implements Command<TriggerSchedule.Reply> {

    @Override
    public boolean addsWork() {
        return true;
    }

    /**
     * What came of it.
     *
     * @param job the job that was sent; null if the firing waits or was left out
     * @param waits whether it waits for the job before
     * @param fetching whether the job before did not come from the disk soon enough: then nothing happened, ask again
     */
    public record Reply(@Nullable MessageRef job, boolean waits, boolean fetching) {}
}
