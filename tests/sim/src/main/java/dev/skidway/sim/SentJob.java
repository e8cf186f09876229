package dev.skidway.sim;

import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.RetryPolicy;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the clients know about one message as a job: what was asked of it when it was sent, and what was done to it since. */
final class SentJob {

    /** Name of the only metadata; its value counts the edits. */
    static final String EDITION = "edition";

    /** A reason after which no policy that names any tries again. */
    static final String FATAL = "fatal";

    private static final long NEVER = Long.MAX_VALUE;

    final JobOptions options;

    /** Shortest and longest time from its send until it is due, as far as they are known; an absolute time has none. */
    private long delayMillisMin;

    private final boolean delayKnown;

    /** Priorities that it may have. */
    final Possible priority;

    /** Editions that its metadata may have. */
    final Possible edition = new Possible(0);

    /** Its send, or a repetition of it, is under way. */
    boolean sending;

    /** Purges of its queue that were asked for before it was sent: they forget its keys. */
    int purgesBefore;

    /** A message that was stored before under its idempotency key, with other content; then this one is refused. */
    final boolean keyIsTaken;

    /** Somebody asked for another priority, or it took the place of another job: it may lie elsewhere than it was sent to. */
    boolean moves;

    /** Somebody asked for its cancelling while a worker may have had it. */
    int cancelsAsked;

    /** That was acknowledged: nobody gets it any more. */
    boolean cancelAcknowledged;

    /** Ends of leases that may not have counted as attempts, or after which it waits although it runs at most once. */
    private int givenBack;

    private int endings;

    /** The newest lease whose end was acknowledged while the job went on. */
    private long endedLease;

    /** No lease may be decided before this engine time. */
    private long notBeforeMillis;

    private int timesAsked;

    SentJob(JobOptions options, int priority, long delayMillis, long queueDelayMillisMin, boolean keyIsTaken) {
        this.options = options;
        this.priority = new Possible(priority);
        this.delayMillisMin = delayMillis < 0 ? queueDelayMillisMin : delayMillis;
        this.delayKnown = delayMillis >= 0;
        this.notBeforeMillis = options.dueAtMillis();
        this.keyIsTaken = keyIsTaken;
    }

    /** Its send is repeated: the delay of its queue may be another one by now. */
    void mayBeStoredLater(SentMessage message) {
        if (!delayKnown) {
            delayMillisMin = Math.min(delayMillisMin, message.sentTo.delayMillisMin());
            message.delayMillisMin = Math.min(message.delayMillisMin, delayMillisMin);
        }
    }

    /** True if it may be over at {@code nowMillis} without anybody asking for that. */
    boolean mayBeOver(SentMessage message, long nowMillis) {
        if (nowMillis >= expiresAtMillisMin(message)) {
            return true;
        }
        RetryPolicy retry = options.retry();
        boolean mayBeLast = Boolean.TRUE.equals(options.atMostOnce())
                || (retry != null && retry.attemptsMax() > 0 && message.receivesMax() >= retry.attemptsMax())
                || (retry != null && retry.ageMillisMax() > 0);
        return mayBeLast && mayHaveRunOut(message, nowMillis);
    }

    /** Whether a lease may have run out that nobody ended. */
    private boolean mayHaveRunOut(SentMessage message, long nowMillis) {
        return message.receivesMax() > message.newestLease
                || (message.newestLease > endedLease && nowMillis >= message.leasedUntilMillisMin);
    }

    private long expiresAtMillisMin(SentMessage message) {
        return expiresAtMillis(message.submittedAtMillis + delayMillisMin);
    }

    /** Engine time at which it certainly expires, if it lives so long and stays in its queue. */
    long expiresAtMillisMax(SentMessage message) {
        long enqueuedBy = message.enqueuedAtMillis >= 0 ? message.enqueuedAtMillis : message.storedByMillis;
        boolean known = enqueuedBy != NEVER && (delayKnown || options.dueAtMillis() >= 0);
        return options.expiresAtMillis() >= 0 || known ? expiresAtMillis(enqueuedBy + delayMillisMin) : NEVER;
    }

    private long expiresAtMillis(long dueMillis) {
        if (options.expiresAtMillis() >= 0) {
            return options.expiresAtMillis();
        }
        boolean expires = options.expireAfterMillis() > 0;
        return expires ? Math.max(dueMillis, options.dueAtMillis()) + options.expireAfterMillis() : NEVER;
    }

    /** A receive leased it, at {@code decidedByMillis} at the latest. */
    void leased(SentMessage message, LeasedMessage lease, long decidedByMillis, Coverage coverage) {
        Violation.unless(
                decidedByMillis >= notBeforeMillis,
                Kind.TIME,
                () -> "leased by " + decidedByMillis + " although not due before " + notBeforeMillis + ": " + message);
        Violation.unless(
                !cancelAcknowledged,
                Kind.PHANTOM,
                () -> "leased after somebody was told that it gets no further attempt: " + message);
        Violation.unless(
                lease.priority() >= priority.min() && lease.priority() <= priority.max(),
                Kind.PHANTOM,
                () -> "leased with priority " + lease.priority() + ", from " + priority.min() + " to " + priority.max()
                        + " are possible: " + message);
        if (message.queue == message.origin) {
            checkAttempts(message, lease);
            checkTerms(message, lease.job());
        }
        checkEdition(message, lease.job());
        if (notBeforeMillis > 0) {
            coverage.hit("job: leased when it was due");
        }
    }

    private void checkAttempts(SentMessage message, LeasedMessage lease) {
        if (Boolean.TRUE.equals(options.atMostOnce())) {
            Violation.unless(
                    lease.receiveCount() <= 1 + endings,
                    Kind.DOUBLE_LEASE,
                    () -> "to run at most once, but leased again after its lease ran out: " + lease + " of " + message);
        }
        RetryPolicy retry = options.retry();
        if (retry != null && retry.attemptsMax() > 0) {
            Violation.unless(
                    lease.receiveCount() - givenBack <= retry.attemptsMax(),
                    Kind.COUNT,
                    () -> "leased more than " + retry.attemptsMax() + " times: " + lease + " of " + message);
        }
    }

    private void checkTerms(SentMessage message, @Nullable JobDetails found) {
        if (options.retry() == null && options.atMostOnce() == null) {
            return;
        }
        Violation.unless(
                found != null
                        && Objects.equals(found.retry(), options.retry())
                        && found.atMostOnce() == Boolean.TRUE.equals(options.atMostOnce()),
                Kind.LOST,
                () -> "leased with other terms, " + found + ": " + message);
    }

    private void checkEdition(SentMessage message, @Nullable JobDetails found) {
        Map<String, String> metadata = found == null ? Map.of() : found.metadata();
        long seen = Long.parseLong(metadata.getOrDefault(EDITION, "0"));
        Violation.unless(
                seen >= edition.min() && seen <= edition.max(),
                Kind.LOST,
                () -> "leased with metadata of edition " + seen + ", from " + edition.min() + " to " + edition.max()
                        + " are possible: " + message);
    }

    /** Somebody asks for it to be due at some other time. */
    void timeAsked() {
        timesAsked++;
        notBeforeMillis = 0;
    }

    /** That was answered, or will have no effect from now on. */
    void timeOver() {
        timesAsked--;
    }

    /** It was acknowledged that it waits until {@code dueMillis}; what is under way may change that. */
    void waitsUntil(long dueMillis) {
        if (timesAsked == 0) {
            notBeforeMillis = dueMillis;
        }
    }

    /** A worker is about to end a lease without being done. */
    void endingAsked(boolean givesBack) {
        endings++;
        givenBack += givesBack ? 1 : 0;
        timeAsked();
    }

    /** Nothing of that happened. */
    void endingRefused(boolean givesBack) {
        endings--;
        givenBack -= givesBack ? 1 : 0;
    }

    /** The end of a lease was acknowledged, and that the job goes on. */
    void endedBy(long lease) {
        endedLease = Math.max(endedLease, lease);
    }

    /** Whether the attempt that fails so with {@code lease} may be the last one, with what its queue itself allows aside. */
    boolean mayBeLast(SentMessage message, FinishJobs.Failed failed, long nowMillis) {
        RetryPolicy retry = options.retry();
        return failed.permanent()
                || (retry != null && retry.finalCodes().contains(failed.code()))
                || (retry != null && retry.attemptsMax() > 0 && message.receivesMax() >= retry.attemptsMax())
                || (retry != null
                        && retry.ageMillisMax() > 0
                        && nowMillis >= message.submittedAtMillis + retry.ageMillisMax());
    }

    /** Whether it is the last one for certain. */
    boolean isLast(SentMessage message, FinishJobs.Failed failed, long lease) {
        RetryPolicy retry = message.queue == message.origin ? options.retry() : null;
        return failed.permanent()
                || (retry != null && retry.finalCodes().contains(failed.code()))
                || (retry != null && retry.attemptsMax() > 0 && lease - givenBack >= retry.attemptsMax());
    }

    /** Delay before the attempt after one that failed, where it follows from the policy alone; else -1. */
    long backoffMillis(SentMessage message, FinishJobs.Failed failed) {
        if (failed.delayMillis() >= 0) {
            return failed.delayMillis();
        }
        RetryPolicy retry = message.queue == message.origin ? options.retry() : null;
        if (retry == null) {
            return 0;
        }
        boolean plain = retry.backoff() == RetryPolicy.Backoff.FIXED && retry.jitterPercent() == 0;
        return plain ? retry.baseMillis() : -1;
    }

    /** Policies that senders ask for. */
    static List<String> finalCodes() {
        return List.of(FATAL);
    }
}
