package dev.skidway.queues;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** What deciders may know of all queues. */
interface QueuesRead {

    @Nullable QueueRead find(QueueName name);

    @Nullable QueueRead withId(long id);

    /** Queues from this name on, in order of namespace and name. */
    NavigableMap<QueueName, ? extends QueueRead> from(QueueName name, boolean inclusive);

    int countIn(String namespace);

    long nextQueueId();

    /** When a queue of this name was deleted last, or -1 if that is forgotten. */
    long deletedAtMillis(QueueName name);

    MoveTasksRead moveTasks();

    /** Engine time of the earliest timer of a message, or {@link Long#MAX_VALUE}. */
    long nextMessageTimerMillis();
}
