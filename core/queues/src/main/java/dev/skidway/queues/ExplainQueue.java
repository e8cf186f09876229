package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Says why a queue gives out nothing now, or that it does.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND}.
 */
public record ExplainQueue(QueueName queue) implements Command<Explanation> {}
