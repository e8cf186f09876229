package dev.skidway.queues;

import dev.skidway.engine.Command;
import org.jspecify.annotations.Nullable;

/**
 * Starts to move the messages of a dead-letter queue back to where they came from, or to one other queue. The task goes on by itself.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND} (either queue), {@link QueueRejection#MOVE_SOURCE_NOT_DEAD_LETTERS}, {@link
 * QueueRejection#MOVE_DESTINATION_INVALID}, {@link QueueRejection#MOVE_TASK_RUNNING}, {@link
 * QueueRejection#JOB_INVALID} or {@link QueueRejection#SETTING_INVALID}.
 *
 * @param source a queue that is the dead-letter queue of at least one other
 * @param destination another queue of the same namespace and kind, or null: each message goes back to the queue that it came from
 * @param perSecondMax most messages in a second, 1 to 500; 0: as fast as clients leave room for
 * @param redrive null: each message begins anew, with another id; otherwise those that match go on as the jobs they are, ready at once and with
 *     their attempts counted from none, and those that do not match, or came from nowhere, stay
 */
public record StartMoveTask(
        QueueName source,
        @Nullable QueueName destination,
        int perSecondMax,
        @Nullable JobFilter redrive,
        Origin origin) implements Command<StartMoveTask.Reply> {

    /** A task whose messages begin anew, all of them. */
    public StartMoveTask(QueueName source, @Nullable QueueName destination, int perSecondMax, Origin origin) {
        this(source, destination, perSecondMax, null, origin);
    }

    @Override
    public boolean addsWork() {
        return true;
    }

    /**
     * The task runs.
     *
     * @param taskId its number, never used twice in a partition
     */
    public record Reply(long taskId) {}
}
