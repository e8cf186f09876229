package dev.skidway.queues;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What deciders may know of all move tasks. */
interface MoveTasksRead {

    long nextTaskId();

    @Nullable MoveTaskRead find(long taskId);

    /** The task of a source that has not ended, or null. */
    @Nullable MoveTaskRead active(long sourceQueueId);

    /** All tasks of a source, newest first. */
    Collection<? extends MoveTaskRead> ofSource(long sourceQueueId);

    /** The task that is due first, or null if none is due by {@code nowMillis}. */
    @Nullable MoveTaskRead due(long nowMillis);
}
