package dev.skidway.queues;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are meant; all that is named must hold.
 *
 * @param state null for jobs that live, whatever they are doing
 * @param key lane key, or null for any
 * @param uniqueKey unique key that it was sent with, or null for any
 * @param errorCode code of its last failed attempt, or null for any
 * @param errorContains part of the reason of that attempt, or null
 * @param attemptsMin attempts begun, at least
 * @param attemptsMax attempts begun, at most
 * @param sentFromMillis sent then or later
 * @param sentBeforeMillis sent before
 * @param metadata entries that it must have
 */
public record JobFilter(
        @Nullable State state,
        @Nullable String key,
        @Nullable String uniqueKey,
        @Nullable String errorCode,
        @Nullable String errorContains,
        int attemptsMin,
        int attemptsMax,
        long sentFromMillis,
        long sentBeforeMillis,
        SortedMap<String, String> metadata) {

    /** What a job is doing, or how it ended. */
    public enum State {
        READY,
        DELAYED,
        LEASED,
        DONE,
        FAILED,
        CANCELLED,
        EXPIRED;

        /** Whether such a job is over. */
        public boolean over() {
            return compareTo(DONE) >= 0;
        }
    }

    /** Whether the lane can have any. */
    boolean takes(LaneRead lane) {
        return key == null || key.equals(lane.key());
    }

    /** Whether a message that lives is meant, but for when it was sent. */
    boolean takes(PeekedMessage.State doing, @Nullable LeaseRead lease, @Nullable JobRead job) {
        if (state != null && !state.name().equals(doing.name())) {
            return false;
        }
        int attempts = lease == null ? 0 : lease.receiveCount();
        if (attempts < attemptsMin || attempts > attemptsMax) {
            return false;
        }
        return job == null
                ? uniqueKey == null && errorCode == null && errorContains == null && metadata.isEmpty()
                : takes(job);
    }

    private boolean takes(JobRead job) {
        UniqueClaim claim = job.terms().claim();
        return (uniqueKey == null || (claim != null && claim.key().equals(uniqueKey)))
                && takesError(job.attempts())
                && job.terms().metadata().entrySet().containsAll(metadata.entrySet());
    }

    private boolean takesError(Iterable<JobAttempt> attempts) {
        if (errorCode == null && errorContains == null) {
            return true;
        }
        JobAttempt failed = null;
        for (JobAttempt attempt : attempts) {
            failed = attempt.ending() == JobAttempt.Ending.FAILED ? attempt : failed;
        }
        return failed != null
                && (errorCode == null || errorCode.equals(failed.code()))
                && (errorContains == null || failed.text().contains(errorContains));
    }

    private static State endOf(JobOutcome outcome) {
        return switch (outcome) {
            case DONE -> State.DONE;
            case FAILED -> State.FAILED;
            // A job that another one replaced was cancelled for it.
            case CANCELLED, REPLACED -> State.CANCELLED;
            case EXPIRED -> State.EXPIRED;
        };
    }

    /** Whether a time of sending is meant. */
    boolean takesSent(long enqueuedAtMillis) {
        return enqueuedAtMillis >= sentFromMillis && enqueuedAtMillis < sentBeforeMillis;
    }

    /** Whether a job that is over is meant; nobody knows its unique key any more. */
    boolean takes(FinishedJob job) {
        return state == endOf(job.outcome())
                && (key == null || key.equals(job.key()))
                && uniqueKey == null
                && job.attemptsTotal() >= attemptsMin
                && job.attemptsTotal() <= attemptsMax
                && takesError(job.attempts())
                && takesSent(job.enqueuedAtMillis())
                && job.metadata().entrySet().containsAll(metadata.entrySet());
    }

    /** What is wrong with it, or null. */
    @Nullable String flaw() {
        String flaw = SettingsRules.outside("attemptsMin", attemptsMin, 0, Integer.MAX_VALUE);
        flaw = flaw != null ? flaw : SettingsRules.outside("attemptsMax", attemptsMax, attemptsMin, Integer.MAX_VALUE);
        flaw = flaw != null || key == null ? flaw : JobRules.text("key", key, 1, QueueLimits.KEY_BYTES_MAX);
        flaw = flaw != null || uniqueKey == null
                ? flaw
                : JobRules.text("unique key", uniqueKey, 1, QueueLimits.UNIQUE_KEY_BYTES_MAX);
        flaw = flaw != null || errorCode == null
                ? flaw
                : JobRules.text("error code", errorCode, 0, QueueLimits.CODE_BYTES_MAX);
        flaw = flaw != null || errorContains == null
                ? flaw
                : JobRules.text("error text", errorContains, 1, QueueLimits.REASON_BYTES_MAX);
        return flaw != null ? flaw : JobRules.flaw(metadata);
    }
}
