package dev.skidway.queues;

import dev.skidway.timetable.Timetable;

/**
 * What a schedule is to do.
 *
 * @param queue name of a queue of its namespace
 * @param job what is sent each time
 * @param overlap what becomes of a firing when the job before is not finished
 * @param catchUpMillis how late a firing may be; one that would be later is left out. {@link QueueLimits#CATCH_UP_MILLIS_MIN} if it is less
 * @param paused whether nothing fires by itself
 * @param note why, for people
 */
public record ScheduleSpec(
        String queue,
        Timetable timetable,
        NewMessage job,
        Overlap overlap,
        long catchUpMillis,
        boolean paused,
        String note) {

    ScheduleSpec with(boolean nowPaused, String nowNote) {
        return new ScheduleSpec(queue, timetable, job, overlap, catchUpMillis, nowPaused, nowNote);
    }
}
