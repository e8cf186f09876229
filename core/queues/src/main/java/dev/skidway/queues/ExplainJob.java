package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Says why a job is not served now.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND}. A job that is gone, or was never here, is explained as finished.
 *
 * @param queue the queue that it was sent to, or any other of its namespace
 * @param job its identity
 */
public record ExplainJob(QueueName queue, MessageRef job) implements Command<Explanation> {}
