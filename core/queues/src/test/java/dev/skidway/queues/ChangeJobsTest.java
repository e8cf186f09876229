package dev.skidway.queues;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Heartbeats, and what is done to jobs by their ids: cancel, reschedule, edit. */
class ChangeJobsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static final ChangeJobs.Cancel CANCEL = new ChangeJobs.Cancel();

    private static JobResult extend(EngineHarness<QueueDomain> engine, String worker, LeasedMessage job, long millis) {
        return extend(engine, worker, job, millis, null);
    }

    private static JobResult extend(
            EngineHarness<QueueDomain> engine,
            String worker,
            LeasedMessage job,
            long millis,
            byte @org.jspecify.annotations.Nullable [] progress) {
        return engine.done(new ExtendLeases(
                        J.NAMESPACE, worker, List.of(new ExtendLeases.Extension(job.lease(), millis, progress))))
                .results()
                .getFirst();
    }

    private static QueueRejection reason(JobResult result) {
        assertThat(result.kind()).isEqualTo(JobResult.Kind.REFUSED);
        return (QueueRejection) Objects.requireNonNull(result.refusal()).reason();
    }

    @TestTemplate
    void keepsALeaseForAsLongAsItsHeartBeats(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        engine.done(Q.send(1));
        LeasedMessage leased = J.lease(engine, "a");
        long day = 86_400_000;

        for (int beat = 0; beat < 3; beat++) {
            engine.advanceMillis(beat == 0 ? 9_000 : day - 1);
            assertThat(extend(engine, "a", leased, day).kind()).isEqualTo(JobResult.Kind.DONE);
        }

        assertThat(J.finish(engine, leased, FinishJobs.Done.PLAIN)).isEqualTo(JobResult.DONE);
    }

    @TestTemplate
    void showsTheProgressAndHandsItToTheNextWorker(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("video"));
        LeasedMessage leased = J.lease(engine, "a");

        extend(engine, "a", leased, 5_000, "42 %".getBytes(UTF_8));

        assertThat(new String(J.details(engine, job).progress(), UTF_8)).isEqualTo("42 %");
        engine.advanceMillis(5_000);
        LeasedMessage next = J.lease(engine, "b");
        assertThat(new String(Objects.requireNonNull(next.job()).progress(), UTF_8))
                .isEqualTo("42 %");
    }

    @TestTemplate
    void refusesToExtendWhatRanOutOrIsAnothers(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        engine.done(Q.send(1));
        LeasedMessage leased = J.lease(engine, "a");

        assertThat(reason(extend(engine, "b", leased, 1_000))).isEqualTo(QueueRejection.LEASE_OF_ANOTHER_WORKER);
        assertThat(reason(extend(engine, "a", leased, 0))).isEqualTo(QueueRejection.JOB_INVALID);
        assertThat(reason(extend(engine, "a", leased, 1_000, new byte[1_025]))).isEqualTo(QueueRejection.JOB_INVALID);
        engine.advanceMillis(10_000);
        assertThat(reason(extend(engine, "a", leased, 1_000))).isEqualTo(QueueRejection.LEASE_EXPIRED);
    }

    @TestTemplate
    void takesAJobOutThatWaits(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef ready = J.sent(engine, Q.message("ready"));
        MessageRef delayed = J.sent(engine, Q.message("delayed", null, 0, 60_000));

        assertThat(J.change(engine, ready, CANCEL).kind()).isEqualTo(JobResult.Kind.CANCELLED);
        assertThat(J.change(engine, delayed, CANCEL).kind()).isEqualTo(JobResult.Kind.CANCELLED);

        assertThat(Q.view(engine).visible() + Q.view(engine).delayed()).isZero();
        assertThat(J.finished(engine, ready).outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(reason(J.change(engine, ready, CANCEL))).isEqualTo(QueueRejection.JOB_FINISHED);
        assertThat(reason(J.change(engine, new MessageRef(9, 9, 9), CANCEL))).isEqualTo(QueueRejection.JOB_NOT_FOUND);
    }

    @TestTemplate
    void takesAJobOutThatWaitsForItsNextAttempt(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(0)));
        MessageRef job = J.sent(engine, Q.message("failed once"));
        J.finish(engine, J.lease(engine, "a"), J.failed("x"));

        assertThat(J.change(engine, job, CANCEL).kind()).isEqualTo(JobResult.Kind.CANCELLED);

        engine.advanceMillis(2_000);
        engine.settle();
        assertThat(J.finished(engine, job).attemptsTotal()).isEqualTo(1);
        assertThat(Q.view(engine).delayed() + Q.view(engine).visible()).isZero();
    }

    @TestTemplate
    void tellsTheWorkerAndTriesNoMore(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("video"));
        LeasedMessage leased = J.lease(engine, "a");

        assertThat(J.change(engine, job, CANCEL).kind()).isEqualTo(JobResult.Kind.CANCEL_ASKED);
        assertThat(J.change(engine, job, CANCEL).kind()).as("twice").isEqualTo(JobResult.Kind.CANCEL_ASKED);

        assertThat(extend(engine, "a", leased, 5_000).kind()).isEqualTo(JobResult.Kind.CANCEL_ASKED);
        assertThat(J.finish(engine, leased, J.failed("stopped")).kind()).isEqualTo(JobResult.Kind.CANCELLED);
        assertThat(J.finished(engine, job).outcome()).isEqualTo(JobOutcome.CANCELLED);
    }

    @TestTemplate
    void letsTheFirstOfCancelAndCompletionWin(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef done = J.sent(engine, Q.message("done"));
        LeasedMessage first = J.lease(engine, "a");
        J.change(engine, done, CANCEL);
        assertThat(J.finish(engine, first, FinishJobs.Done.PLAIN)).isEqualTo(JobResult.DONE);
        assertThat(J.finished(engine, done).outcome()).isEqualTo(JobOutcome.DONE);
        assertThat(reason(J.change(engine, done, CANCEL))).isEqualTo(QueueRejection.JOB_FINISHED);

        MessageRef expired = J.sent(engine, Q.message("expired"));
        LeasedMessage second = J.lease(engine, "a");
        J.change(engine, expired, CANCEL);
        engine.advanceMillis(10_000);
        assertThat(J.finished(engine, expired).outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(reason(J.finish(engine, second, FinishJobs.Done.PLAIN))).isEqualTo(QueueRejection.JOB_NOT_FOUND);
    }

    @TestTemplate
    void findsAJobWhereItWasMoved(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        MessageRef job = J.sent(engine, Q.message("poison"));
        J.finish(engine, J.lease(engine, "a"), J.failed("x"));

        assertThat(J.change(engine, job, CANCEL).kind()).isEqualTo(JobResult.Kind.CANCELLED);

        assertThat(J.get(engine, job).queue()).isEqualTo(J.FAILED);
        assertThat(engine.done(new GetQueue(J.FAILED)).visible()).isZero();
    }

    @TestTemplate
    void makesAJobDueAtAnotherTime(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef ready = J.sent(engine, Q.message("ready"));
        MessageRef delayed = J.sent(engine, Q.message("delayed", null, 0, 60_000));
        long now = engine.time().wallMillis();

        J.change(engine, ready, new ChangeJobs.Reschedule(now + 5_000, -1));
        J.change(engine, delayed, new ChangeJobs.Reschedule(-1, 0));

        assertThat(J.message(engine, ready).state()).isEqualTo(PeekedMessage.State.DELAYED);
        assertThat(J.message(engine, ready).dueAtMillis()).isEqualTo(now + 5_000);
        assertThat(Q.bodies(engine, engine.done(J.receive(Q.ORDERS, 9, "a")).messages()))
                .containsExactly("delayed");
        engine.advanceMillis(5_000);
        LeasedMessage leased = J.lease(engine, "a");
        assertThat(reason(J.change(engine, ready, new ChangeJobs.Reschedule(-1, 7))))
                .isEqualTo(QueueRejection.JOB_LEASED);
        J.finish(engine, leased, new FinishJobs.Failed("", "", 60_000, false));
        J.change(engine, ready, new ChangeJobs.Reschedule(-1, 0));
        assertThat(J.lease(engine, "a").identity()).isEqualTo(ready);
    }

    @TestTemplate
    void refusesTimesThatMakeNoSense(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("ready"));

        for (ChangeJobs.Reschedule change : List.of(
                new ChangeJobs.Reschedule(-1, -1),
                new ChangeJobs.Reschedule(5, 5),
                new ChangeJobs.Reschedule(Long.MAX_VALUE, -1),
                new ChangeJobs.Reschedule(-1, Long.MAX_VALUE))) {
            assertThat(engine.refused(new ChangeJobs(J.NAMESPACE, List.of(job), change))
                            .reason())
                    .isEqualTo(QueueRejection.JOB_INVALID);
        }
    }

    @TestTemplate
    void refusesATimeAtWhichTheJobWouldBeGone(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("ready"));

        assertThat(reason(J.change(engine, job, new ChangeJobs.Reschedule(-1, QueueLimits.RETENTION_MILLIS_DEFAULT))))
                .isEqualTo(QueueRejection.JOB_INVALID);
        assertThat(J.change(engine, job, new ChangeJobs.Reschedule(-1, QueueLimits.RETENTION_MILLIS_DEFAULT - 1))
                        .kind())
                .isEqualTo(JobResult.Kind.DONE);
    }

    @TestTemplate
    void editsMetadataWhileTheJobWaits(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, "mail", J.metadata("a", "1"));
        MessageRef plain = J.sent(engine, Q.message("plain"));
        var edit = new ChangeJobs.EditMetadata(new TreeMap<>(Map.of("b", "2")), new TreeSet<>(Set.of("a")));

        assertThat(J.change(engine, job, edit)).isEqualTo(JobResult.DONE);
        assertThat(J.change(engine, plain, edit)).isEqualTo(JobResult.DONE);

        assertThat(J.details(engine, job).metadata()).isEqualTo(Map.of("b", "2"));
        assertThat(J.details(engine, plain).metadata()).isEqualTo(Map.of("b", "2"));
        LeasedMessage leased = J.lease(engine, "a");
        assertThat(Objects.requireNonNull(leased.job()).metadata()).isEqualTo(Map.of("b", "2"));
        assertThat(reason(J.change(engine, job, edit))).isEqualTo(QueueRejection.JOB_LEASED);
        var tooLong = new ChangeJobs.EditMetadata(new TreeMap<>(Map.of("n".repeat(65), "")), new TreeSet<>());
        assertThat(engine.refused(new ChangeJobs(J.NAMESPACE, List.of(plain), tooLong))
                        .reason())
                .isEqualTo(QueueRejection.JOB_INVALID);
    }

    @TestTemplate
    void seesNothingOfOtherNamespaces(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("ready"));
        LeasedMessage leased = J.lease(engine, "a");

        assertThat(engine.refused(new GetJob("000000000001", job)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
        assertThat(reason(engine.done(new ChangeJobs("000000000001", List.of(job), CANCEL))
                        .results()
                        .getFirst()))
                .isEqualTo(QueueRejection.JOB_NOT_FOUND);
        assertThat(reason(engine.done(new FinishJobs(
                                "000000000001",
                                "",
                                List.of(new FinishJobs.Finish(leased.lease(), FinishJobs.Done.PLAIN))))
                        .results()
                        .getFirst()))
                .isEqualTo(QueueRejection.LEASE_UNKNOWN);
    }
}
