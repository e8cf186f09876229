package dev.skidway.queues;

/**
 * How a queue treats its messages as jobs.
 *
 * @param retry when a job that failed is tried again
 * @param expireAfterMillis a job that names no other time expires so long after it was due first; 0: never
 * @param atMostOnce whether a job that does not say otherwise is gone when its lease runs out
 * @param historyMillis how long finished jobs are remembered; 0: not at all
 * @param historyBytesMax bytes of finished jobs that are remembered, the latest ones; 0: none
 * @param idempotencyMillis how long a send can be repeated by its idempotency key
 */
public record JobSettings(
        RetryPolicy retry,
        long expireAfterMillis,
        boolean atMostOnce,
        long historyMillis,
        long historyBytesMax,
        long idempotencyMillis) {

    /** Retries at once, no end, and no history. */
    public static final JobSettings DEFAULT = new JobSettings(
            RetryPolicy.AT_ONCE,
            0,
            false,
            0,
            QueueLimits.HISTORY_BYTES_DEFAULT,
            QueueLimits.IDEMPOTENCY_MILLIS_DEFAULT);

    /** Whether finished jobs are remembered. */
    boolean remembers() {
        return historyMillis > 0 && historyBytesMax > 0;
    }
}
