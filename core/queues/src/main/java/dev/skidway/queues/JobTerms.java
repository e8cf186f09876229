package dev.skidway.queues;

import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed on when a job was sent.
 *
 * @param expiresAtMillis engine time at which it expires, or {@link Long#MAX_VALUE}
 * @param atMostOnce whether it is gone when its lease runs out
 * @param retry its own policy, or null for the queue's
 * @param claim the unique key it has, or null
 * @param priority on a FIFO queue, whose lanes have none: lower is served first once it is the head of its group; elsewhere 0
 */
record JobTerms(
        long expiresAtMillis,
        boolean atMostOnce,
        @Nullable RetryPolicy retry,
        SortedMap<String, String> metadata,
        @Nullable UniqueClaim claim,
        int priority) {

    static final JobTerms NONE = new JobTerms(Long.MAX_VALUE, false, null, Collections.emptySortedMap(), null, 0);

    boolean expires() {
        return expiresAtMillis != Long.MAX_VALUE;
    }

    JobTerms withMetadata(SortedMap<String, String> edited) {
        return new JobTerms(expiresAtMillis, atMostOnce, retry, edited, claim, priority);
    }

    JobTerms withPriority(int changed) {
        return new JobTerms(expiresAtMillis, atMostOnce, retry, metadata, claim, changed);
    }

    /** Those of a dead letter: it waits for people, and stands in nobody's way. */
    JobTerms ofDeadLetter() {
        return new JobTerms(Long.MAX_VALUE, false, retry, metadata, null, priority);
    }
}
