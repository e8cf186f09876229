package dev.skidway.node;

import dev.skidway.queues.MessageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs.
 *
 * @param matching jobs that matched
 * @param looked jobs that it looked at
 * @param next where the next page begins, null if this is the last; to be sealed like an identity
 */
public record ShownJobs(
        List<ShownJob> jobs,
        int matching,
        int looked,
        @Nullable MessageRef next) {

    public ShownJobs {
        jobs = List.copyOf(jobs);
    }
}
