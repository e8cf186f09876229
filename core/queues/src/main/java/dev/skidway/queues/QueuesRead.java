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

    /** Where the message of this identity lies, in whatever queue; null if it is gone, or never was. */
    @Nullable MessageRef placeOf(MessageRef identity);

    /** What is remembered of a job that is over, or null. */
    @Nullable FinishedJob finished(MessageRef identity);

    /** Queue in which a job that is remembered ended, or null. */
    @Nullable QueueName queueOfFinished(MessageRef identity);

    /** Bytes that may still be taken for what is remembered of jobs beside their messages; none when below zero. */
    long partRoom();

    /** How many more messages may leave the place they were sent to. */
    int movedRoom();

    MoveTasksRead moveTasks();

    SharedLimitsRead limits();

    SchedulesRead schedules();

    /** Engine time of the earliest timer of a message, or {@link Long#MAX_VALUE}. */
    long nextMessageTimerMillis();

    /** The timers of messages that can fire now, for what they need is in memory, or null; for others it is being fetched from now on. */
    @Nullable TimersFired dueTimers(long nowMillis, int countMax);
}
