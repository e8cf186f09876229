package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Gives jobs that wait another priority, each by itself; their ids stay. Those that cannot be changed are refused with {@link
 * QueueRejection#JOB_NOT_FOUND}, {@link QueueRejection#JOB_LEASED}, {@link QueueRejection#JOB_INVALID} (on a FIFO queue, whose order would change),
 * {@link QueueRejection#QUEUE_LIMIT} (too many lanes) or {@link QueueRejection#JOB_MEMORY_FULL} (too many jobs that were moved).
 *
 * <p>A job goes to the end of what its key has of that priority; its age stays.
 *
 * @param identities at most {@link QueueLimits#ENTRIES_MAX}, of any queues of the namespace
 */
public record ReprioritizeJobs(String namespace, List<MessageRef> identities, int priority)
        implements Command<ReprioritizeJobs.Reply> {

    /** One result for each, in order. */
    public record Reply(List<JobResult> results) {}
}
