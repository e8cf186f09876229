package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A schedule as it stands.
 *
 * @param createdAtMillis engine time
 * @param lastFiredForMillis latest nominal time for which a job was sent, or -1
 * @param nextMillis nominal time of the next firing, or {@link dev.skidway.timetable.Timetable#NEVER}
 * @param firedTotal jobs sent
 * @param skippedTotal firings left out
 * @param waiting firings that wait for others, or for their turn in a backfill
 * @param lastJob the newest job it sent, or null
 * @param lastSkip why the newest firing was left out; empty if it was not
 */
public record ScheduleView(
        ScheduleName name,
        ScheduleSpec spec,
        long createdAtMillis,
        long lastFiredForMillis,
        long nextMillis,
        long firedTotal,
        long skippedTotal,
        int waiting,
        @Nullable MessageRef lastJob,
        String lastSkip) {

    ScheduleView with(ScheduleSpec changed, long changedNextMillis) {
        return new ScheduleView(
                name,
                changed,
                createdAtMillis,
                lastFiredForMillis,
                changedNextMillis,
                firedTotal,
                skippedTotal,
                waiting,
                lastJob,
                lastSkip);
    }
}
