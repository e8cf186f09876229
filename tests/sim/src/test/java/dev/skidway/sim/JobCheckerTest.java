package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReprioritizeJobs;
import dev.skidway.queues.RetryPolicy;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.sim.Violation.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every promise about jobs that the checker guards, broken once. */
class JobCheckerTest extends JobCheckerBench {

    private static final RetryPolicy TWICE =
            new RetryPolicy(RetryPolicy.Backoff.FIXED, 500, 200, 60_000, 0, 2, 0, List.of(SentJob.FATAL));

    private long repeatedAtMillis = 60;

    @Test
    void findsAJobLeasedBeforeItIsDue() {
        SentMessage job = stored(options(5_000, -1, null, null, null));

        broken(Kind.TIME, () -> lease(job, 1, 4_999));
        lease(job, 1, 5_000);
    }

    @Test
    void findsAJobLeasedBeforeTheTimeItWasGivenLater() {
        SentMessage job = stored(JobOptions.NONE);
        change(job, new ChangeJobs.Reschedule(9_000, -1), new JobResult(JobResult.Kind.DONE, 9_000, null));

        broken(Kind.TIME, () -> lease(job, 1, 8_999));
    }

    @Test
    void allowsEitherTimeWhileANewOneHasNoAnswer() {
        SentMessage job = stored(options(5_000, -1, null, null, null));
        new ChangeJobsOperation(queue, List.of(job), new ChangeJobs.Reschedule(-1, 1), 10, coverage).unknown(20);

        lease(job, 1, 30);
    }

    @Test
    void findsALeaseOfAJobThatWasCancelled() {
        SentMessage job = stored(JobOptions.NONE);
        change(job, new ChangeJobs.Cancel(), new JobResult(JobResult.Kind.CANCELLED, 0, null));

        broken(Kind.PHANTOM, () -> lease(job, 1, 100));
    }

    @Test
    void findsAFurtherAttemptOfAJobWhoseWorkerIsTold() {
        SentMessage job = stored(JobOptions.NONE);
        lease(job, 1, 100);
        change(job, new ChangeJobs.Cancel(), new JobResult(JobResult.Kind.CANCEL_ASKED, 1_100, null));

        broken(Kind.PHANTOM, () -> lease(job, 2, 2_000));
        broken(Kind.LOST, () -> extend(job, 1, new JobResult(JobResult.Kind.DONE, 1_200, null)));
    }

    @Test
    void findsACancelOfAJobThatAWorkerHas() {
        SentMessage job = stored(JobOptions.NONE);
        lease(job, 1, 10);

        broken(
                Kind.PHANTOM,
                () -> change(job, new ChangeJobs.Cancel(), new JobResult(JobResult.Kind.CANCELLED, 0, null)));
    }

    @Test
    void findsAJobThatAChangeDoesNotFind() {
        SentMessage job = stored(JobOptions.NONE);

        broken(Kind.LOST, () -> change(job, new ChangeJobs.Cancel(), refused(QueueRejection.JOB_NOT_FOUND)));
        broken(Kind.LOST, () -> change(job, edit(1), refused(QueueRejection.JOB_LEASED)));
        broken(Kind.LOST, () -> reprioritize(job, 3, refused(QueueRejection.JOB_LEASED)));
    }

    @Test
    void findsOldMetadata() {
        SentMessage job = stored(JobOptions.NONE);
        change(job, edit(7), new JobResult(JobResult.Kind.DONE, 0, null));

        broken(Kind.LOST, () -> lease(job, 1, 100));
        lease(job, leaseOf(job, 1, 100, 0, details(null, null, 7)), 100);
    }

    @Test
    void findsAnOldPriority() {
        SentMessage job = stored(JobOptions.NONE);
        reprioritize(job, 3, new JobResult(JobResult.Kind.DONE, 0, null));

        broken(Kind.PHANTOM, () -> lease(job, 1, 100));
        lease(job, leaseOf(job, 1, 100, 3, null), 100);
    }

    @Test
    void findsOtherTerms() {
        SentMessage job = stored(options(-1, -1, null, TWICE, null));

        broken(Kind.LOST, () -> lease(job, 1, 100));
        lease(job, leaseOf(job, 1, 100, 0, details(null, TWICE, 0)), 100);
    }

    @Test
    void findsASecondRunOfAJobThatRunsAtMostOnce() {
        SentMessage job = stored(options(-1, -1, true, null, null));
        lease(job, leaseOf(job, 1, 100, 0, details(true, null, 0)), 100);

        assertThat(job.certainlyThere(1_099)).isTrue();
        assertThat(job.certainlyThere(1_100)).isFalse();
        broken(Kind.DOUBLE_LEASE, () -> lease(job, leaseOf(job, 2, 5_000, 0, details(true, null, 0)), 5_000));
    }

    @Test
    void findsMoreAttemptsThanThePolicyOfTheJobAllows() {
        SentMessage job = stored(options(-1, -1, null, TWICE, null));
        lease(job, leaseOf(job, 1, 100, 0, details(null, TWICE, 0)), 100);
        lease(job, leaseOf(job, 2, 1_100, 0, details(null, TWICE, 0)), 1_100);

        assertThat(job.certainlyThere(2_100)).isFalse();
        broken(Kind.COUNT, () -> lease(job, leaseOf(job, 3, 3_000, 0, details(null, TWICE, 0)), 3_000));
    }

    @Test
    void doesNotCountAttemptsThatWereGivenBack() {
        SentMessage job = stored(options(-1, -1, null, TWICE, null));
        lease(job, leaseOf(job, 1, 100, 0, details(null, TWICE, 0)), 100);
        finish(job, 1, new FinishJobs.GivenBack(0), new JobResult(JobResult.Kind.RETRY, 200, null));
        lease(job, leaseOf(job, 2, 300, 0, details(null, TWICE, 0)), 300);
        lease(job, leaseOf(job, 3, 1_300, 0, details(null, TWICE, 0)), 1_300);

        broken(Kind.COUNT, () -> lease(job, leaseOf(job, 4, 9_000, 0, details(null, TWICE, 0)), 9_000));
    }

    @Test
    void findsAnAttemptBeforeTheDelayOfItsPolicy() {
        SentMessage job = stored(options(-1, -1, null, TWICE, null));
        lease(job, leaseOf(job, 1, 100, 0, details(null, TWICE, 0)), 100);
        FinishJobs.Failed failed = new FinishJobs.Failed("odd", "", -1, false);

        broken(Kind.TIME, () -> finish(job, 1, failed, new JobResult(JobResult.Kind.RETRY, 699, null)));
        finish(job, 1, failed, new JobResult(JobResult.Kind.RETRY, 700, null));

        broken(Kind.TIME, () -> lease(job, leaseOf(job, 2, 699, 0, details(null, TWICE, 0)), 699));
    }

    @Test
    void findsAnAttemptAfterTheLastOne() {
        SentMessage job = stored(options(-1, -1, null, TWICE, null));
        lease(job, leaseOf(job, 1, 100, 0, details(null, TWICE, 0)), 100);
        FinishJobs.Failed fatal = new FinishJobs.Failed(SentJob.FATAL, "", -1, false);

        broken(Kind.COUNT, () -> finish(job, 1, fatal, new JobResult(JobResult.Kind.RETRY, 700, null)));
        finish(job, 1, fatal, new JobResult(JobResult.Kind.FAILED, 0, null));
        broken(Kind.PHANTOM, () -> lease(job, leaseOf(job, 2, 900, 0, details(null, TWICE, 0)), 900));
    }

    @Test
    void findsAJobGivenUpTooSoon() {
        SentMessage job = stored(JobOptions.NONE);
        lease(job, 1, 100);
        FinishJobs.Failed failed = new FinishJobs.Failed("odd", "", -1, false);

        broken(Kind.LOST, () -> finish(job, 1, failed, new JobResult(JobResult.Kind.FAILED, 0, null)));
        broken(Kind.LOST, () -> finish(job, 1, failed, new JobResult(JobResult.Kind.CANCELLED, 0, null)));
        broken(Kind.LOST, () -> finish(job, 1, failed, new JobResult(JobResult.Kind.DEAD_LETTERED, 0, null)));
        broken(Kind.REFUSED, () -> finish(job, 1, failed, new JobResult(JobResult.Kind.DONE, 0, null)));
    }

    @Test
    void findsALeaseThatIsRefusedAlthoughItHolds() {
        SentMessage job = stored(JobOptions.NONE);
        lease(job, 1, 100);

        broken(Kind.TIME, () -> finish(job, 1, FinishJobs.Done.PLAIN, refused(QueueRejection.LEASE_EXPIRED)));
        broken(Kind.DOUBLE_LEASE, () -> finish(job, 1, FinishJobs.Done.PLAIN, refused(QueueRejection.LEASE_LOST)));
        broken(Kind.LOST, () -> finish(job, 1, FinishJobs.Done.PLAIN, refused(QueueRejection.JOB_NOT_FOUND)));
        broken(
                Kind.REFUSED,
                () -> finish(job, 1, FinishJobs.Done.PLAIN, refused(QueueRejection.LEASE_OF_ANOTHER_WORKER)));
    }

    @Test
    void knowsThatAHeartbeatMovesTheEndOfALease() {
        SentMessage job = stored(JobOptions.NONE);
        lease(job, 1, 100);
        extend(job, 1, new JobResult(JobResult.Kind.DONE, 1_200, null));

        broken(Kind.DOUBLE_LEASE, () -> lease(job, 2, 1_199));
        broken(Kind.TIME, () -> extend(job, 1, new JobResult(JobResult.Kind.DONE, 9_999, null)));
    }

    @Test
    void findsAnExpiredJobThatIsLeasedAllTheSame() {
        SentMessage job = stored(options(-1, 3_000, null, null, null));
        checker.rests(queue, 3_000, 4);
        assertThat(job.certainlyThere(2_999)).isTrue();
        checker.rests(queue, 3_010, 4);

        Receive later = new Receive(queue, 5, 3_500, 1_000);
        broken(
                Kind.PHANTOM,
                () -> checker.leased(later, leaseOf(job, 1, 3_500, 0, null), Bodies.body(job.attempt, 20), 3_500));
    }

    @Test
    void knowsThatAJobDoesNotExpireUnderALease() {
        SentMessage job = stored(options(-1, 3_000, null, null, null));
        lease(job, 1, 2_500);

        checker.rests(queue, 3_400, 4);
        assertThat(job.possiblyThere()).isTrue();
        checker.rests(queue, 3_500, 4);
        assertThat(job.possiblyThere()).isFalse();
    }

    @Test
    void findsARepeatedSendThatIsStoredAgain() {
        SentMessage job = stored(options(-1, -1, null, null, "send-1"));

        repeat(job, new SendResult.Stored(ref(job), true));
        broken(Kind.PHANTOM, () -> repeat(job, new SendResult.Stored(new MessageRef(1, 0, 77), true)));
        broken(Kind.PHANTOM, () -> repeat(job, new SendResult.Stored(ref(job), false)));
        broken(Kind.PHANTOM, () -> repeat(job, new SendResult.Refused(rejection(QueueRejection.QUEUE_LIMIT))));
    }

    @Test
    void allowsARepeatedSendToStoreWhatHadNoAnswer() {
        SentMessage job = attempted(options(-1, -1, null, null, "send-1"));
        checker.sendUnknown(job, 50);

        repeat(job, new SendResult.Stored(ref(job), false));

        assertThat(job.certainlyThere(100)).isTrue();
    }

    @Test
    void knowsThatTheTimeOfALostSendMayComeAgain() {
        SentMessage job = attempted(options(-1, -1, null, null, "send-1"));
        checker.sendUnknown(job, 50);
        repeatedAtMillis = 5;
        repeat(job, new SendResult.Stored(ref(job), false));

        LeasedMessage enqueuedBefore =
                new LeasedMessage(new LeaseRef(ref(job), 1), ref(job), null, 0, 0, 20, null, 7, 100, 1, 0, 1_100, null);
        lease(job, enqueuedBefore, 100);
    }

    @Test
    void knowsThatWhatARepetitionStoresBeginsThen() {
        SentMessage job = attempted(options(-1, 1_000, null, null, "send-1"));
        checker.sendUnknown(job, 50);
        checker.rests(queue, 90_000, 0);
        repeatedAtMillis = 90_000;
        repeat(job, new SendResult.Stored(ref(job), false));

        assertThat(job.possiblyThere()).isTrue();
    }

    @Test
    void takesARefusedRepetitionForTheProofThatNothingWasStored() {
        SentMessage job = attempted(options(-1, -1, null, null, "send-1"));
        checker.sendUnknown(job, 50);

        repeat(job, new SendResult.Refused(rejection(QueueRejection.JOB_INVALID)));

        broken(Kind.PHANTOM, () -> lease(job, 1, 100));
    }

    @Test
    void findsOtherContentStoredUnderAKeyThatWasUsed() {
        SentMessage other = message(options(-1, -1, null, null, "send-1"), true);
        checker.attempted(other);

        broken(Kind.PHANTOM, () -> checker.sendAnswered(other, new SendResult.Stored(ref(other)), 10));
    }

    private static JobOptions options(
            long dueAtMillis,
            long expireAfterMillis,
            @Nullable Boolean atMostOnce,
            @Nullable RetryPolicy retry,
            @Nullable String idempotencyKey) {
        return new JobOptions(
                dueAtMillis,
                expireAfterMillis,
                -1,
                atMostOnce,
                retry,
                Collections.emptySortedMap(),
                null,
                idempotencyKey);
    }

    private static ChangeJobs.Change edit(long edition) {
        return new ChangeJobs.EditMetadata(
                new TreeMap<>(Map.of(SentJob.EDITION, String.valueOf(edition))), new TreeSet<>());
    }

    /** Asked at 100, answered at 200. */
    private void change(SentMessage job, ChangeJobs.Change change, JobResult result) {
        new ChangeJobsOperation(queue, List.of(job), change, 100, coverage)
                .done(new ChangeJobs.Reply(List.of(result)), 200);
    }

    private void reprioritize(SentMessage job, int priority, JobResult result) {
        new ReprioritizeOperation(queue, List.of(job), priority, coverage)
                .done(new ReprioritizeJobs.Reply(List.of(result)), 200);
    }

    /** Asked at 200, answered at 200. */
    private void finish(SentMessage job, int lease, FinishJobs.How how, JobResult result) {
        FinishOperation.Ending ending = new FinishOperation.Ending(held(job, lease), how);
        new FinishOperation(checker, queue, List.of(ending), "", 200, coverage)
                .done(new FinishJobs.Reply(List.of(result)), 200);
    }

    /** By a second, asked at 200, answered at 200. */
    private void extend(SentMessage job, int lease, JobResult result) {
        new ExtendOperation(checker, queue, List.of(held(job, lease)), "", 1_000, false, 200, coverage)
                .done(new ExtendLeases.Reply(List.of(result)), 200);
    }

    private void repeat(SentMessage job, SendResult result) {
        NewMessage asked = new NewMessage(Bodies.body(job.attempt, 20), new byte[0], 20, null, 0, 0);
        new RepeatOperation(checker, job, asked, repeatedAtMillis).done(new SendMessages.Reply(List.of(result)), 60);
    }

    private Held held(SentMessage job, int lease) {
        return new Held(job, queue, new LeaseRef(ref(job), lease));
    }

    private static JobDetails details(@Nullable Boolean atMostOnce, @Nullable RetryPolicy retry, long edition) {
        return new JobDetails(
                Long.MAX_VALUE,
                Boolean.TRUE.equals(atMostOnce),
                retry,
                null,
                new TreeMap<>(Map.of(SentJob.EDITION, String.valueOf(edition))),
                new byte[0],
                false,
                "",
                List.of(),
                0);
    }

    private static JobResult refused(QueueRejection reason) {
        return new JobResult(JobResult.Kind.REFUSED, 0, rejection(reason));
    }
}
