package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Cancels a move task; what it has moved stays where it is.
 *
 * <p>Refused with {@link QueueRejection#MOVE_TASK_NOT_FOUND} or {@link QueueRejection#MOVE_TASK_NOT_RUNNING}.
 *
 * @param namespace the namespace of the task's queues
 * @param taskId number of the task
 */
public record CancelMoveTask(String namespace, long taskId, Origin origin) implements Command<CancelMoveTask.Reply> {

    /** Nothing more is moved; {@code moved} messages were. */
    public record Reply(long moved) {}
}
