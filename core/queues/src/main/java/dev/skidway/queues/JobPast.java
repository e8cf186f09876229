package dev.skidway.queues;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a job so far.
 *
 * @param progress what a worker said last; must not be changed
 * @param attempts the latest that are over, in order
 * @param attemptsTotal attempts that are over, in all queues it was in
 */
record JobPast(byte[] progress, List<JobAttempt> attempts, int attemptsTotal) {

    static final JobPast NONE = new JobPast(JobEnd.NOTHING, List.of(), 0);

    JobPast with(byte[] said) {
        return new JobPast(said, attempts, attemptsTotal);
    }

    JobPast with(JobAttempt attempt) {
        List<JobAttempt> latest = new ArrayList<>(attempts);
        latest.add(attempt);
        int from = Math.max(0, latest.size() - QueueLimits.ATTEMPTS_KEPT_MAX);
        return new JobPast(progress, List.copyOf(latest.subList(from, latest.size())), attempt.number());
    }
}
