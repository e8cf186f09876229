package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** Whether and when a job is tried again. */
final class RetryRules {

    private RetryRules() {}

    /** The policy that holds for a job; a dead letter's own one counted where it came from. */
    static RetryPolicy policy(QueueSettings settings, @Nullable JobRead job) {
        RetryPolicy own =
                job == null || job.deadLetter() != null ? null : job.terms().retry();
        return own == null ? settings.jobs().retry() : own;
    }

    /** Attempts in this queue after which there is no further one, or 0 if there is no bound. */
    static int attemptsMax(QueueSettings settings, @Nullable JobRead job) {
        int own = policy(settings, job).attemptsMax();
        return own > 0 ? own : settings.deadLetters().receiveCountMax();
    }

    /** Whether there is no further attempt after those so far. */
    static boolean exhausted(
            QueueSettings settings, @Nullable JobRead job, int receivesHere, long enqueuedAtMillis, long nowMillis) {
        int attemptsMax = attemptsMax(settings, job);
        long ageMax = policy(settings, job).ageMillisMax();
        return (attemptsMax > 0 && receivesHere >= attemptsMax)
                || (ageMax > 0 && receivesHere > 0 && nowMillis - enqueuedAtMillis >= ageMax);
    }
}
