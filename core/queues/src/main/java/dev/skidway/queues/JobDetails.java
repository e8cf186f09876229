package dev.skidway.queues;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job beyond the message.
 *
 * @param expiresAtMillis engine time at which it expires, or {@link Long#MAX_VALUE}
 * @param atMostOnce whether it is gone when its lease runs out
 * @param retry its own policy, or null for the queue's
 * @param uniqueKey what it is one of a kind of, or null
 * @param metadata as it is now
 * @param progress what a worker said last
 * @param cancelAsked whether it is to be cancelled while a worker has it
 * @param worker who has it, or empty
 * @param attempts the latest that are over, in order
 * @param attemptsTotal attempts that are over, in all queues it was in
 */
public record JobDetails(
        long expiresAtMillis,
        boolean atMostOnce,
        @Nullable RetryPolicy retry,
        @Nullable String uniqueKey,
        SortedMap<String, String> metadata,
        byte[] progress,
        boolean cancelAsked,
        String worker,
        List<JobAttempt> attempts,
        int attemptsTotal) {

    /** Of a message that lives; null if there is nothing to tell. */
    static @Nullable JobDetails of(QueueRead queue, long lane, long slot) {
        JobRead job = queue.job(lane, slot);
        String worker = queue.holder(lane, slot);
        if (job == null) {
            return worker.isEmpty() ? null : of(JobTerms.NONE, JobEnd.NOTHING, false, worker, List.of(), 0);
        }
        return of(job.terms(), job.progress(), job.cancelAsked(), worker, job.attempts(), job.attemptsTotal());
    }

    private static JobDetails of(
            JobTerms terms,
            byte[] progress,
            boolean cancelAsked,
            String worker,
            List<JobAttempt> attempts,
            int attemptsTotal) {
        return new JobDetails(
                terms.expiresAtMillis(),
                terms.atMostOnce(),
                terms.retry(),
                terms.claim() == null ? null : terms.claim().key(),
                terms.metadata(),
                progress,
                cancelAsked,
                worker,
                attempts,
                attemptsTotal);
    }
}
