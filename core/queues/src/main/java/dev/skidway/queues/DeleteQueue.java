package dev.skidway.queues;

import dev.skidway.engine.Command;

/** Deletes a queue with everything in it; its waiting receivers are answered with {@link QueueRejection#QUEUE_NOT_FOUND}. */
public record DeleteQueue(QueueName queue, Origin origin) implements Command<DeleteQueue.Reply> {

    /** Nothing to tell. */
    public record Reply() {}
}
