package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Shows one job: where it lies now, whatever queue that is, or what is remembered of it.
 *
 * <p>Refused with {@link QueueRejection#JOB_NOT_FOUND}.
 */
public record GetJob(String namespace, MessageRef identity) implements Command<JobView> {}
