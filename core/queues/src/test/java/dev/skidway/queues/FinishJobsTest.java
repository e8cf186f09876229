package dev.skidway.queues;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.Rejection;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How attempts end: done, failed and tried again, failed for good, given back; and leases that do not hold. */
class FinishJobsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static Rejection.Reason reason(JobResult result) {
        assertThat(result.kind()).isEqualTo(JobResult.Kind.REFUSED);
        return java.util.Objects.requireNonNull(result.refusal()).reason();
    }

    @TestTemplate
    void remembersADoneJobWithItsResultAndItsWorker(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, "mail", J.metadata("customer", "7"));
        LeasedMessage leased = J.lease(engine, "worker-1");
        engine.advanceMillis(250);

        JobResult result = J.finish(engine, leased, new FinishJobs.Done("sent".getBytes(UTF_8)));

        assertThat(result.kind()).isEqualTo(JobResult.Kind.DONE);
        FinishedJob finished = J.finished(engine, job);
        assertThat(finished.outcome()).isEqualTo(JobOutcome.DONE);
        assertThat(new String(finished.result(), UTF_8)).isEqualTo("sent");
        assertThat(finished.metadata()).containsEntry("customer", "7");
        assertThat(finished.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.worker()).isEqualTo("worker-1");
            assertThat(attempt.ending()).isEqualTo(JobAttempt.Ending.DONE);
            assertThat(attempt.endedAtMillis() - attempt.startedAtMillis()).isEqualTo(250);
        });
        assertThat(Q.view(engine).leased()).isZero();
    }

    @TestTemplate
    void forgetsADoneJobWhereNoHistoryIsWanted(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        MessageRef job = J.sent(engine, Q.message("mail"));

        J.finish(engine, J.lease(engine, "worker-1"), FinishJobs.Done.PLAIN);

        assertThat(engine.refused(new GetJob(J.NAMESPACE, job)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
    }

    @TestTemplate
    void waitsForTheNextAttemptAsThePolicySays(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(0)));
        MessageRef job = J.sent(engine, Q.message("mail"));
        LeasedMessage leased = J.lease(engine, "worker-1");
        long now = engine.time().wallMillis();

        JobResult result = J.finish(engine, leased, J.failed("smtp"));

        assertThat(result).isEqualTo(JobResult.of(JobResult.Kind.RETRY, now + 1_000));
        assertThat(J.message(engine, job).state()).isEqualTo(PeekedMessage.State.DELAYED);
        assertThat(Q.view(engine).delayed()).isEqualTo(1);
        assertThat(engine.done(J.receive(Q.ORDERS, 1, "worker-2")).messages()).isEmpty();
        engine.advanceMillis(1_000);
        LeasedMessage again = J.lease(engine, "worker-2");
        assertThat(again.receiveCount()).isEqualTo(2);
        assertThat(J.details(engine, job).attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.code()).isEqualTo("smtp");
            assertThat(attempt.text()).isEqualTo("because of smtp");
            assertThat(attempt.worker()).isEqualTo("worker-1");
        });
        assertThat(J.details(engine, job).worker()).isEqualTo("worker-2");
    }

    @TestTemplate
    void takesADelayOfItsOwnOverThePolicy(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(0)));
        engine.done(Q.send(1));
        long now = engine.time().wallMillis();

        JobResult result =
                J.finish(engine, J.lease(engine, ""), new FinishJobs.Failed("rate", "come back later", 30_000, false));

        assertThat(result.untilMillis()).isEqualTo(now + 30_000);
    }

    @TestTemplate
    void endsAsFailedAfterTheLastAttempt(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(2)));
        MessageRef job = J.sent(engine, Q.message("mail"));

        J.finish(engine, J.lease(engine, "a"), J.failed("first"));
        engine.advanceMillis(1_000);
        JobResult last = J.finish(engine, J.lease(engine, "b"), J.failed("second"));

        assertThat(last.kind()).isEqualTo(JobResult.Kind.FAILED);
        FinishedJob finished = J.finished(engine, job);
        assertThat(finished.outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(finished.code()).isEqualTo("second");
        assertThat(finished.attemptsTotal()).isEqualTo(2);
        assertThat(finished.attempts()).extracting(JobAttempt::code).containsExactly("first", "second");
    }

    @TestTemplate
    void givesUpAtACodeThatIsFinal(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(0)));
        MessageRef job = J.sent(engine, Q.message("mail"));

        assertThat(J.finish(engine, J.lease(engine, ""), J.failed("never")).kind())
                .isEqualTo(JobResult.Kind.FAILED);

        assertThat(J.finished(engine, job).outcome()).isEqualTo(JobOutcome.FAILED);
    }

    @TestTemplate
    void takesThePolicyOfTheJobOverThatOfTheQueue(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(0)));
        J.sent(engine, "mail", J.retrying(J.retry(1)));

        assertThat(J.finish(engine, J.lease(engine, ""), J.failed("any")).kind())
                .isEqualTo(JobResult.Kind.FAILED);
    }

    @TestTemplate
    void movesToTheDeadLettersAtOnceAndKeepsItsName(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        MessageRef job = J.sent(engine, "mail", J.metadata("customer", "7"));

        JobResult result = J.finish(engine, J.lease(engine, "a"), J.failed("smtp"));

        assertThat(result.kind()).isEqualTo(JobResult.Kind.DEAD_LETTERED);
        JobView view = J.get(engine, job);
        assertThat(view.queue()).isEqualTo(J.FAILED);
        assertThat(J.message(engine, job).deadLetterSource()).isEqualTo("orders");
        assertThat(J.details(engine, job).attempts())
                .extracting(JobAttempt::code)
                .containsExactly("smtp");
        assertThat(J.details(engine, job).metadata()).containsEntry("customer", "7");
        LeasedMessage dead =
                engine.done(J.receive(J.FAILED, 1, "person")).messages().getFirst();
        assertThat(dead.identity()).isEqualTo(job);
        assertThat(J.finish(engine, dead, J.failed("again")).kind())
                .as("its own bounds counted where it came from")
                .isEqualTo(JobResult.Kind.RETRY);
    }

    @TestTemplate
    void movesMoreDeadLettersThanOneEventHolds(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        List<NewMessage> messages = new ArrayList<>();
        for (int message = 0; message < 250; message++) {
            messages.add(Q.message("m", "key " + message));
        }
        engine.done(Q.send(messages.toArray(NewMessage[]::new)));
        List<FinishJobs.Finish> finishes = engine.done(J.receive(Q.ORDERS, 250, "a")).messages().stream()
                .map(message -> new FinishJobs.Finish(message.lease(), J.failed("all")))
                .toList();

        engine.done(new FinishJobs(J.NAMESPACE, "a", finishes));

        assertThat(engine.done(new GetQueue(J.FAILED)).visible()).isEqualTo(250);
        assertThat(Q.view(engine).visible()).isZero();
    }

    @TestTemplate
    void triesAgainWhileTheDeadLetterQueueIsGone(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        engine.done(Q.send(1));
        engine.done(new DeleteQueue(J.FAILED, Q.ORIGIN));

        assertThat(J.finish(engine, J.lease(engine, "a"), J.failed("smtp")).kind())
                .isEqualTo(JobResult.Kind.RETRY);
    }

    @TestTemplate
    void countsNoAttemptForAJobGivenBack(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(1)));
        MessageRef job = J.sent(engine, Q.message("mail"));

        J.finish(engine, J.lease(engine, "a"), new FinishJobs.GivenBack(5_000));
        engine.advanceMillis(5_000);
        LeasedMessage again = J.lease(engine, "b");
        assertThat(J.details(engine, job).attempts())
                .extracting(JobAttempt::ending)
                .containsExactly(JobAttempt.Ending.GIVEN_BACK);

        assertThat(J.finish(engine, again, J.failed("now it counts")).kind()).isEqualTo(JobResult.Kind.FAILED);
    }

    @TestTemplate
    void remembersALeaseThatRanOutAsAnAttempt(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(2)));
        MessageRef job = J.sent(engine, Q.message("mail"));
        J.lease(engine, "a");
        engine.advanceMillis(10_000);
        assertThat(J.details(engine, job).attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.ending()).isEqualTo(JobAttempt.Ending.EXPIRED);
            assertThat(attempt.worker()).isEqualTo("a");
        });

        J.lease(engine, "b");
        engine.advanceMillis(10_000);

        FinishedJob finished = J.finished(engine, job);
        assertThat(finished.outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(finished.attempts()).extracting(JobAttempt::worker).containsExactly("a", "b");
    }

    @TestTemplate
    void keepsTheLastTenAttemptsAndCountsAll(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("mail"));
        for (int attempt = 1; attempt <= 13; attempt++) {
            J.finish(engine, J.lease(engine, "a"), J.failed("code " + attempt));
        }

        JobDetails details = J.details(engine, job);

        assertThat(details.attemptsTotal()).isEqualTo(13);
        assertThat(details.attempts()).extracting(JobAttempt::number).containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    }

    @TestTemplate
    void runsAtMostOnceWhereThatIsAsked(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, "mail", J.atMostOnce());
        J.lease(engine, "a");

        engine.advanceMillis(10_000);

        assertThat(J.finished(engine, job).outcome()).isEqualTo(JobOutcome.EXPIRED);
        assertThat(engine.done(J.receive(Q.ORDERS, 1, "b")).messages()).isEmpty();
    }

    @TestTemplate
    void refusesLeasesThatDoNotHold(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        engine.done(Q.send(1));
        LeasedMessage first = J.lease(engine, "a");

        assertThat(reason(J.finish(engine, "b", first.lease(), FinishJobs.Done.PLAIN)))
                .isEqualTo(QueueRejection.LEASE_OF_ANOTHER_WORKER);
        engine.advanceMillis(10_000);
        assertThat(reason(J.finish(engine, first, FinishJobs.Done.PLAIN))).isEqualTo(QueueRejection.LEASE_EXPIRED);
        LeasedMessage second = J.lease(engine, "b");
        assertThat(reason(J.finish(engine, first, FinishJobs.Done.PLAIN))).isEqualTo(QueueRejection.LEASE_LOST);
        J.finish(engine, second, FinishJobs.Done.PLAIN);
        assertThat(reason(J.finish(engine, second, FinishJobs.Done.PLAIN))).isEqualTo(QueueRejection.JOB_NOT_FOUND);
        LeaseRef never = new LeaseRef(new MessageRef(77, 0, 0), 1);
        assertThat(reason(J.finish(engine, "", never, FinishJobs.Done.PLAIN))).isEqualTo(QueueRejection.LEASE_UNKNOWN);
    }

    @TestTemplate
    void refusesALeaseTwiceInOneCommandAndWhatIsTooLarge(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        engine.done(Q.send(2));
        LeaseRef lease = J.lease(engine, "a").lease();
        LeasedMessage other = J.lease(engine, "a");

        List<JobResult> results = engine.done(new FinishJobs(
                        J.NAMESPACE,
                        "a",
                        List.of(
                                new FinishJobs.Finish(lease, FinishJobs.Done.PLAIN),
                                new FinishJobs.Finish(lease, J.failed("x")))))
                .results();

        assertThat(results.getFirst()).isEqualTo(JobResult.DONE);
        assertThat(reason(results.getLast())).isEqualTo(QueueRejection.LEASE_EXPIRED);
        assertThat(reason(J.finish(engine, other, new FinishJobs.Done(new byte[4_097]))))
                .isEqualTo(QueueRejection.JOB_INVALID);
        assertThat(reason(J.finish(engine, other, J.failed("c".repeat(129))))).isEqualTo(QueueRejection.JOB_INVALID);
        assertThat(reason(J.finish(engine, other, new FinishJobs.Failed("", "", 5, true))))
                .isEqualTo(QueueRejection.JOB_INVALID);
    }

    @TestTemplate
    void goesOnAfterARestartAndACrash(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(3)));
        MessageRef job = J.sent(engine, "mail", J.metadata("a", "b"));
        J.finish(engine, J.lease(engine, "a"), J.failed("one"));
        engine.snapshot();
        engine.restart();
        engine.advanceMillis(1_000);
        J.lease(engine, "b");
        engine.crash();

        assertThat(J.details(engine, job).worker()).isEqualTo("b");
        engine.snapshot();
        engine.restart();
        assertThat(J.details(engine, job).worker()).isEqualTo("b");
        engine.advanceMillis(10_000);
        LeasedMessage third = J.lease(engine, "c");
        assertThat(J.finish(engine, third, J.failed("three")).kind()).isEqualTo(JobResult.Kind.FAILED);
        engine.snapshot();
        engine.restart();
        assertThat(J.finished(engine, job).attempts())
                .extracting(JobAttempt::ending)
                .containsExactly(JobAttempt.Ending.FAILED, JobAttempt.Ending.EXPIRED, JobAttempt.Ending.FAILED);
    }
}
