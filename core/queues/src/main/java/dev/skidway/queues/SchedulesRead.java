package dev.skidway.queues;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** What deciders may know of all schedules. */
interface SchedulesRead {

    int size();

    /** What all specifications take together. */
    long bytes();

    @Nullable ScheduleRead find(ScheduleName name);

    /** Schedules from this name on, in order of namespace and name. */
    NavigableMap<ScheduleName, ? extends ScheduleRead> from(ScheduleName name, boolean inclusive);

    /** The schedule that is due first, or null if none is due by {@code nowMillis}. */
    @Nullable ScheduleRead due(long nowMillis);
}
