package dev.skidway.queues;

import dev.skidway.engine.Command;
import org.jspecify.annotations.Nullable;

/**
 * Lets a schedule fire for times in the past, one after the other, while it is not paused.
 *
 * <p>Refused with {@link QueueRejection#SCHEDULE_NOT_FOUND}, {@link QueueRejection#SCHEDULE_INVALID}, or {@link
 * QueueRejection#SCHEDULE_BACKFILL_RUNNING} while one is under way.
 *
 * @param firstMillis nominal time of the first firing
 * @param lastMillis nominal time of the last one, not after now
 * @param firings how many, by the timetable from there on; 1 to {@link QueueLimits#BACKFILL_FIRINGS_MAX}
 * @param overlap null: that of the schedule
 */
public record BackfillSchedule(
        ScheduleName schedule,
        long firstMillis,
        long lastMillis,
        int firings,
        @Nullable Overlap overlap,
        Origin origin) implements Command<BackfillSchedule.Reply> {

    @Override
    public boolean addsWork() {
        return true;
    }

    /** They are going to happen. */
    public record Reply() {}
}
