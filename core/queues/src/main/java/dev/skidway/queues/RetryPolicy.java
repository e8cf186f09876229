package dev.skidway.queues;

import java.util.List;

/**
 * When a job that failed is tried again, and when no more.
 *
 * <p>The delay after the n-th failed attempt is the base, n times the base, or the base times the factor to the power n - 1; never more than
 * the longest. Jitter makes it shorter by up to a percentage, which follows from the job and n: the same for ever.
 *
 * @param backoff how the delay grows
 * @param baseMillis delay after the first failed attempt; 0: at once
 * @param factorPercent factor of {@link Backoff#EXPONENTIAL} in hundredths, 100 to 10,000
 * @param delayMillisMax longest delay
 * @param jitterPercent 0 to 100
 * @param attemptsMax attempts in this queue after which there is no further one; 0: as many receives as the dead-letter policy allows, or
 *     without one no bound
 * @param ageMillisMax age after which there is no further attempt, counted from the send; 0: no bound
 * @param finalCodes reason codes after which there is no further attempt
 */
public record RetryPolicy(
        Backoff backoff,
        long baseMillis,
        int factorPercent,
        long delayMillisMax,
        int jitterPercent,
        int attemptsMax,
        long ageMillisMax,
        List<String> finalCodes) {

    /** Again at once, for ever. */
    public static final RetryPolicy AT_ONCE =
            new RetryPolicy(Backoff.FIXED, 0, 200, QueueLimits.RETRY_DELAY_MILLIS_DEFAULT_MAX, 0, 0, 0, List.of());

    public RetryPolicy {
        finalCodes = List.copyOf(finalCodes);
    }

    /** How a delay grows with each failure; the order is the number in the log. */
    public enum Backoff {
        FIXED,
        LINEAR,
        EXPONENTIAL
    }

    /** Delay after an attempt, counted from 1. */
    long delayMillis(MessageRef job, int attempt) {
        long delay = Math.min(delayMillisMax, grown(Math.max(1, attempt)));
        // 53 bits of a hash: from 0 to just below 1.
        double part = (hash(job, attempt) >>> 11) * 0x1.0p-53;
        return delay - (long) (delay * (jitterPercent / 100.0) * part);
    }

    private long grown(int attempt) {
        return switch (backoff) {
            case FIXED -> baseMillis;
            case LINEAR -> baseMillis > delayMillisMax / attempt ? delayMillisMax : baseMillis * attempt;
            case EXPONENTIAL -> {
                long delay = baseMillis;
                for (int power = 1; power < attempt && delay < delayMillisMax && factorPercent > 100; power++) {
                    // A base that rounding would keep small for ever grows by one at least.
                    delay = delay > Long.MAX_VALUE / factorPercent
                            ? delayMillisMax
                            : Math.max(delay == 0 ? 0 : delay + 1, delay * factorPercent / 100);
                    if (delay == 0) {
                        break;
                    }
                }
                yield delay;
            }
        };
    }

    private static long hash(MessageRef job, int attempt) {
        long mixed = job.queueId() * 0x9E37_79B9_7F4A_7C15L + job.lane();
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L + job.slot();
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L + attempt;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
