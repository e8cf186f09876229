package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Changes jobs by their ids, each by itself: those that cannot be changed are refused with {@link QueueRejection#JOB_NOT_FOUND}, {@link
 * QueueRejection#JOB_FINISHED}, {@link QueueRejection#JOB_LEASED} or {@link QueueRejection#JOB_INVALID}.
 *
 * @param identities at most {@link QueueLimits#ENTRIES_MAX}, of any queues of the namespace
 */
public record ChangeJobs(String namespace, List<MessageRef> identities, Change change)
        implements Command<ChangeJobs.Reply> {

    /** One result for each, in order. */
    public record Reply(List<JobResult> results) {}

    /** What is to be changed. */
    public sealed interface Change {}

    /**
     * Takes jobs out that wait. One that a worker has is marked: its worker is told at its next heartbeat, and there is no further attempt;
     * if the worker is done first, it is done.
     */
    public record Cancel() implements Change {}

    /**
     * Makes jobs that wait due at another time.
     *
     * @param dueAtMillis engine time, or -1
     * @param delayMillis from now, or -1; one of the two is named
     */
    public record Reschedule(long dueAtMillis, long delayMillis) implements Change {}

    /** Changes the metadata of jobs that wait. */
    public record EditMetadata(SortedMap<String, String> set, SortedSet<String> removed) implements Change {}
}
