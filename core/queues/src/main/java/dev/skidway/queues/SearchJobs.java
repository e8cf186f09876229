package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for jobs of a queue, without receiving them: those that live lane by lane in order of arrival, those that are over from the one that
 * ended first.
 *
 * <p>One page looks at no more than {@link QueueLimits#PEEK_LOOKED_MAX} jobs and keys, and waits for one part of the queue at most that is not
 * in memory: so it may be short, even empty, though more follow. Refused with {@link QueueRejection#QUEUE_NOT_FOUND} or {@link
 * QueueRejection#JOB_INVALID}.
 *
 * @param after where the page before ended; null from the start
 * @param countMax 1 to {@link QueueLimits#PEEK_COUNT_MAX}; 0: jobs are counted, none is shown
 */
public record SearchJobs(
        QueueName queue, JobFilter filter, @Nullable MessageRef after, int countMax)
        implements Command<SearchJobs.Reply> {

    /**
     * A page.
     *
     * @param matching jobs that matched
     * @param looked jobs that it looked at
     * @param next where the next page begins, null if this is the last; a point of this queue, not always a job
     * @param fetching whether nothing could be shown because it did not come from the disk soon enough: then ask for the same page again
     */
    public record Reply(
            List<JobView> jobs,
            int matching,
            int looked,
            @Nullable MessageRef next,
            boolean fetching) {

        public Reply {
            jobs = List.copyOf(jobs);
        }
    }
}
