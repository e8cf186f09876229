package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What deciders may know of a move task. */
interface MoveTaskRead {

    long id();

    /** Name of the source; it exists as long as the task. */
    QueueName source();

    /** Null if each message goes back to where it came from. */
    @Nullable QueueName destination();

    /** Life of the destination that the task was started for; 0 if there is none. */
    long destinationQueueId();

    int perSecondMax();

    /** Which jobs go on as they are; null: all, each anew. */
    @Nullable JobFilter redrive();

    /** The last place that a redrive looked at. */
    Place cursor();

    MoveTaskStatus status();

    /** Messages it may still move. */
    long left();

    /** Whether it ended so long before {@code nowMillis} that nobody is told of it any more. */
    boolean expired(long nowMillis);

    MoveTaskView view();
}
