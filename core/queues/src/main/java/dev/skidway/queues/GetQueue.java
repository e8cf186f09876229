package dev.skidway.queues;

import dev.skidway.engine.Command;

/** Reads a queue's settings and counts; refused with {@link QueueRejection#QUEUE_NOT_FOUND}. */
public record GetQueue(QueueName queue) implements Command<QueueView> {}
