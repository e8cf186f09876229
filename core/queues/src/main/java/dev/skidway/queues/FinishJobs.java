package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Ends leases: the jobs are done, failed, or given back. Each entry succeeds or is refused by itself, with {@link
 * QueueRejection#JOB_NOT_FOUND}, {@link QueueRejection#LEASE_LOST}, {@link QueueRejection#LEASE_EXPIRED}, {@link
 * QueueRejection#LEASE_UNKNOWN}, {@link QueueRejection#LEASE_OF_ANOTHER_WORKER} or {@link QueueRejection#JOB_INVALID}.
 *
 * @param worker who says so, checked against who has the lease where both are known; empty if nobody says
 * @param finishes at most {@link QueueLimits#ENTRIES_MAX}, of any queues of the namespace
 */
public record FinishJobs(String namespace, String worker, List<Finish> finishes) implements Command<FinishJobs.Reply> {

    /** One result for each, in order. */
    public record Reply(List<JobResult> results) {}

    /** One lease, and how it ends. */
    public record Finish(LeaseRef lease, How how) {}

    /** How a lease ends. */
    public sealed interface How {}

    /** It worked. */
    public record Done(byte[] result) implements How {

        /** With nothing to give back. */
        public static final Done PLAIN = new Done(JobEnd.NOTHING);
    }

    /**
     * It did not.
     *
     * @param code for programs
     * @param text for people
     * @param delayMillis until the next attempt, or -1 for what the policy says; on a FIFO queue it is 0, for the order of the group
     * @param permanent whether there is no further attempt
     */
    public record Failed(String code, String text, long delayMillis, boolean permanent) implements How {}

    /** It was not tried. Does not count as an attempt. */
    public record GivenBack(long delayMillis) implements How {}
}
