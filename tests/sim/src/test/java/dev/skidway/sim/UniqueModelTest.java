package dev.skidway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.RetryPolicy;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.UniqueKey;
import dev.skidway.sim.Violation.Kind;
import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every promise about unique keys that the checker guards, broken once. */
class UniqueModelTest {

    private final Coverage coverage = new Coverage();
    private final Checker checker = new Checker(coverage);
    private final QueueModel queue = forJobs();
    private long attempts;

    @Test
    void findsTwoJobsWithOneUniqueKey() {
        for (UniqueKey.Mode mode : UniqueKey.Mode.values()) {
            stored(unique("two-" + mode, mode));
            SentMessage second = attempted(unique("two-" + mode, mode));

            broken(Kind.PHANTOM, () -> checker.sendAnswered(second, new SendResult.Stored(ref(second)), 60));
        }
    }

    @Test
    void findsASendRefusedForAKeyThatNobodyHas() {
        SentMessage rejected = attempted(unique("one", UniqueKey.Mode.REJECT));
        SentMessage kept = attempted(unique("two", UniqueKey.Mode.KEEP_FIRST));
        SentMessage throttled = attempted(unique("three", UniqueKey.Mode.THROTTLE));
        SendResult dropped = new SendResult.Stored(new MessageRef(1, 0, 50), true);

        broken(Kind.LOST, () -> checker.sendAnswered(rejected, taken(50), 60));
        broken(Kind.LOST, () -> checker.sendAnswered(kept, dropped, 60));
        broken(Kind.LOST, () -> checker.sendAnswered(throttled, dropped, 60));
    }

    @Test
    void knowsThatALaterSendMayBeDecidedFirst() {
        SentMessage waits = attempted(unique("one", UniqueKey.Mode.KEEP_FIRST));
        SentMessage later = stored(unique("one", UniqueKey.Mode.KEEP_FIRST));

        checker.sendAnswered(waits, new SendResult.Stored(ref(later), true), 60);

        assertThat(later.certainlyThere(60)).isTrue();
    }

    @Test
    void findsASendTreatedInAnotherModeThanItsOwn() {
        stored(unique("one", UniqueKey.Mode.KEEP_FIRST));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.KEEP_FIRST));

        broken(Kind.REFUSED, () -> checker.sendAnswered(second, taken(0), 60));
    }

    @Test
    void findsAJobTakenForAnotherOne() {
        SentMessage stranger = stored(JobOptions.NONE);
        stored(unique("one", UniqueKey.Mode.REJECT));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.REJECT));

        broken(Kind.LOST, () -> checker.sendAnswered(second, taken(ref(stranger).slot()), 60));
    }

    @Test
    void findsALeaseOfAJobThatWasReplaced() {
        SentMessage first = stored(unique("one", UniqueKey.Mode.REPLACE));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.REPLACE));
        checker.sendAnswered(second, new SendResult.Replaced(ref(second), ref(first)), 60);

        broken(Kind.PHANTOM, () -> lease(first, 1, 100));
        lease(second, 1, 100);
    }

    @Test
    void findsARunningJobReplaced() {
        SentMessage first = stored(unique("one", UniqueKey.Mode.REPLACE));
        lease(first, 1, 50);
        SentMessage second = attempted(unique("one", UniqueKey.Mode.REPLACE));

        broken(Kind.PHANTOM, () -> checker.sendAnswered(second, new SendResult.Replaced(ref(second), ref(first)), 60));
    }

    @Test
    void knowsThatADebouncedJobGoesOnUnderItsIdentity() {
        SentMessage first = stored(unique("one", UniqueKey.Mode.DEBOUNCE));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.DEBOUNCE));
        checker.sendAnswered(second, new SendResult.Debounced(ref(first)), 60);
        SentMessage third = attempted(unique("one", UniqueKey.Mode.DEBOUNCE));
        checker.sendUnknown(third, 70);

        broken(Kind.PHANTOM, () -> lease(first, 1, 100));
        LeasedMessage ofThird = leaseOf(third, ref(first), 1, 100, 0, null);
        checker.leased(receive(100), ofThird, Bodies.body(third.attempt, 20), 100);
        LeasedMessage ofSecond = leaseOf(second, ref(first), 1, 100, 0, null);
        broken(Kind.PHANTOM, () -> checker.leased(receive(100), ofSecond, Bodies.body(second.attempt, 20), 100));
    }

    private static SendResult taken(long slot) {
        return new SendResult.Taken(new MessageRef(1, 0, slot), rejection(QueueRejection.UNIQUE_KEY_TAKEN));
    }

    private static JobOptions unique(String key, UniqueKey.Mode mode) {
        boolean throttle = mode == UniqueKey.Mode.THROTTLE;
        return options(-1, -1, null, null, new UniqueKey(key, !throttle, !throttle, throttle ? 1_000 : 0, mode), null);
    }

    private static JobOptions options(
            long dueAtMillis,
            long expireAfterMillis,
            @Nullable Boolean atMostOnce,
            @Nullable RetryPolicy retry,
            @Nullable UniqueKey unique,
            @Nullable String idempotencyKey) {
        return new JobOptions(
                dueAtMillis,
                expireAfterMillis,
                -1,
                atMostOnce,
                retry,
                Collections.emptySortedMap(),
                unique,
                idempotencyKey);
    }

    /** For a second. */
    private void lease(SentMessage job, int number, long atMillis) {
        lease(job, leaseOf(job, number, atMillis, 0, null), atMillis);
    }

    private void lease(SentMessage job, LeasedMessage lease, long atMillis) {
        checker.leased(receive(atMillis), lease, Bodies.body(job.attempt, 20), atMillis);
    }

    private Receive receive(long atMillis) {
        return new Receive(queue, 0, atMillis, 1_000);
    }

    private static LeasedMessage leaseOf(
            SentMessage job, int number, long atMillis, int priority, @Nullable JobDetails details) {
        return leaseOf(job, ref(job), number, atMillis, priority, details);
    }

    private static LeasedMessage leaseOf(
            SentMessage job, MessageRef ref, int number, long atMillis, int priority, @Nullable JobDetails details) {
        long first = job.firstReceivedAtMillis < 0 ? atMillis : job.firstReceivedAtMillis;
        return new LeasedMessage(
                new LeaseRef(ref, number),
                ref,
                null,
                0,
                0,
                20,
                null,
                10,
                first,
                number,
                priority,
                atMillis + 1_000,
                details);
    }

    private static MessageRef ref(SentMessage job) {
        return new MessageRef(1, 0, job.attempt);
    }

    /** Sent and stored at 10. */
    private SentMessage stored(JobOptions options) {
        SentMessage job = attempted(options);
        checker.sendAnswered(job, new SendResult.Stored(ref(job)), 10);
        return job;
    }

    private SentMessage attempted(JobOptions options) {
        SentMessage job = message(options, false);
        checker.attempted(job);
        return job;
    }

    private SentMessage message(JobOptions options, boolean keyIsTaken) {
        SentMessage message = new SentMessage(++attempts, queue, 0, 20, null, 10, 0);
        message.job = new SentJob(options, 0, 0, 0, keyIsTaken);
        return message;
    }

    private static Rejection rejection(QueueRejection reason) {
        return new Rejection(reason, "no");
    }

    private static void broken(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Violation.class,
                        violation -> assertThat(violation.kind()).isEqualTo(kind));
    }

    private QueueModel forJobs() {
        QueueModel made = new QueueModel(new QueueName("ns", "jobs"), 0, 1_000_000, 1_000, 0);
        made.existence = QueueModel.Existence.EXISTS;
        made.jobs = new JobModel(coverage);
        return made;
    }
}
