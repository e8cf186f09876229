package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What deciders may know of a schedule. */
interface ScheduleRead {

    ScheduleName name();

    ScheduleSpec spec();

    /** Nominal time of the next firing by the timetable. */
    long nextMillis();

    /** When it is to be acted on. */
    long fireAtMillis();

    int waitingCount();

    /** Nominal time of the firing that waits first; there must be one. */
    long firstWaitingMillis();

    /** Firings asked for in the past, or null. */
    @Nullable Backfill backfill();

    /** The newest job it sent, or null. */
    @Nullable MessageRef lastJob();

    ScheduleView view();
}
