package dev.skidway.sim;

import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.sim.Violation.Kind;

/** What may become of a job whose attempt failed or was given back. */
final class EndingRules {

    private final QueueModel queue;
    private final SentMessage message;
    private final SentJob job;
    private final long lease;

    /** Of a job whose {@code lease}, given by {@code queue}, ended. */
    EndingRules(QueueModel queue, SentMessage message, SentJob job, long lease) {
        this.queue = queue;
        this.message = message;
        this.job = job;
        this.lease = lease;
    }

    /** True if a job may be over, or elsewhere, after an attempt that ended so. */
    static boolean mayBeOver(SentMessage message, SentJob job, FinishJobs.How how, long nowMillis) {
        return job.cancelsAsked > 0
                || (how instanceof FinishJobs.Failed failed && job.mayBeLast(message, failed, nowMillis));
    }

    /** Compares the answer with what was asked, and notes what it says. */
    void check(FinishJobs.How how, JobResult result, long submittedAtMillis, long nowMillis) {
        switch (result.kind()) {
            case RETRY -> {
                checkRetry(how, result, submittedAtMillis, nowMillis);
                message.leaseEnded(lease, nowMillis);
                job.waitsUntil(result.untilMillis());
            }
            case FAILED -> {
                boolean deadLetters = queue.receivesBeforeMovingMax() != Long.MAX_VALUE;
                Violation.unless(
                        mayBeLast(how, nowMillis) && !deadLetters,
                        Kind.LOST,
                        () -> "given up although it may be tried again: " + message);
                message.over();
            }
            case DEAD_LETTERED -> {
                QueueModel target = queue.deadLetters;
                boolean oftenEnough = message.receivesMax() >= queue.receivesBeforeMovingMin;
                if (target == null || !(mayBeLast(how, nowMillis) || oftenEnough)) {
                    throw new Violation(Kind.LOST, "moved although it may be tried again: " + message);
                }
                message.leaseEnded(lease, nowMillis);
                message.movedTo(target);
            }
            case CANCELLED -> {
                Violation.unless(
                        job.cancelsAsked > 0, Kind.LOST, () -> "cancelled although nobody asked for that: " + message);
                message.over();
            }
            case DONE, CANCEL_ASKED, BUSY, REFUSED ->
                throw new Violation(Kind.REFUSED, "the end of a lease was answered with " + result + ": " + message);
        }
    }

    private boolean mayBeLast(FinishJobs.How how, long nowMillis) {
        return how instanceof FinishJobs.Failed failed && job.mayBeLast(message, failed, nowMillis);
    }

    private void checkRetry(FinishJobs.How how, JobResult result, long submittedAtMillis, long nowMillis) {
        Violation.unless(
                !job.cancelAcknowledged,
                Kind.PHANTOM,
                () -> "goes on although somebody was told that it does not: " + message);
        long delay;
        if (how instanceof FinishJobs.Failed failed) {
            Violation.unless(
                    !job.isLast(message, failed, lease) || queue.deadLetters != null,
                    Kind.COUNT,
                    () -> "tried again although that was its last attempt: " + message);
            delay = job.backoffMillis(message, failed);
        } else {
            delay = ((FinishJobs.GivenBack) how).delayMillis();
        }
        long due = result.untilMillis();
        Violation.unless(
                delay < 0 || (due >= submittedAtMillis + delay && due <= nowMillis + delay),
                Kind.TIME,
                () -> "waits until " + due + " after a delay of " + delay + ", asked at " + submittedAtMillis
                        + ", answered at " + nowMillis + ": " + message);
    }
}
