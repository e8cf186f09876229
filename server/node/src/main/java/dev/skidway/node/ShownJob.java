package dev.skidway.node;

import dev.skidway.queues.JobView;

/**
 * A job as it is, with its payload if that was asked for and the job lives.
 *
 * @param damaged whether the payload could not be read as it was stored
 * @param headers encoded {@link dev.skidway.queues.MessageHeaders}
 * @param body the bytes that were sent
 */
public record ShownJob(JobView view, boolean damaged, byte[] headers, byte[] body) {}
