package dev.skidway.queues;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** What deciders may know of shared limits. */
interface SharedLimitsRead {

    int size();

    /** A limit as it is, or null. */
    @Nullable LimitView view(LimitName name);

    /** Limits from this name on, in order of namespace and name. */
    NavigableMap<LimitName, ?> from(LimitName name, boolean inclusive);
}
