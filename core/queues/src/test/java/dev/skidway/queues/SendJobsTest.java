package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sender may ask of a job: when it is due, when it expires, that it is stored once. */
class SendJobsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static JobOptions due(long atMillis) {
        return new JobOptions(atMillis, -1, -1, null, null, new TreeMap<>(), null, null);
    }

    private static JobOptions expires(long afterMillis, long atMillis) {
        return new JobOptions(-1, afterMillis, atMillis, null, null, new TreeMap<>(), null, null);
    }

    private static NewMessage once(String body, String key) {
        return Q.message(body).with(new JobOptions(-1, -1, -1, null, null, new TreeMap<>(), null, key));
    }

    private static QueueRejection refused(EngineHarness<QueueDomain> engine, NewMessage message) {
        return (QueueRejection)
                ((SendResult.Refused) J.send(engine, message)).rejection().reason();
    }

    @TestTemplate
    void isDueAtATime(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        long now = engine.time().wallMillis();

        MessageRef later = J.sent(engine, "later", due(now + 5_000));
        J.sent(engine, "past is now", due(now - 5_000));

        assertThat(J.message(engine, later).dueAtMillis()).isEqualTo(now + 5_000);
        assertThat(Q.bodies(engine, engine.done(J.receive(Q.ORDERS, 9, "a")).messages()))
                .containsExactly("past is now");
        engine.advanceMillis(5_000);
        assertThat(J.lease(engine, "a").identity()).isEqualTo(later);
    }

    @TestTemplate
    void expiresWhileItWaitsAndNotUnderALease(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef running = J.sent(engine, "running", J.expiring(5_000));
        LeasedMessage leased = J.lease(engine, "a");
        MessageRef waiting = J.sent(engine, Q.message("waiting", null, 0, 1_000).with(J.expiring(5_000)));
        engine.advanceMillis(5_999);
        assertThat(J.message(engine, waiting).state()).isEqualTo(PeekedMessage.State.READY);

        engine.advanceMillis(1);
        engine.settle();

        assertThat(J.finished(engine, waiting).outcome()).isEqualTo(JobOutcome.EXPIRED);
        assertThat(J.message(engine, running).state()).isEqualTo(PeekedMessage.State.LEASED);
        J.finish(engine, leased, J.failed("x"));
        engine.advanceMillis(1);
        engine.settle();
        assertThat(J.finished(engine, running).outcome()).isEqualTo(JobOutcome.EXPIRED);
    }

    @TestTemplate
    void expiresAsTheQueueSaysUnlessTheJobSaysOtherwise(EngineHarness<QueueDomain> engine) {
        J.queue(engine, new JobSettings(RetryPolicy.AT_ONCE, 5_000, true, 3_600_000, 1 << 20, 0));
        MessageRef plain = J.sent(engine, Q.message("plain"));
        MessageRef lasting = J.sent(engine, "lasting", expires(0, -1));
        MessageRef at = J.sent(engine, "at", expires(-1, engine.time().wallMillis() + 7_000));
        assertThat(J.details(engine, plain).atMostOnce()).isTrue();

        engine.advanceMillis(5_000);
        engine.settle();
        assertThat(J.finished(engine, plain).outcome()).isEqualTo(JobOutcome.EXPIRED);
        engine.advanceMillis(2_000);
        engine.settle();

        assertThat(J.finished(engine, at).outcome()).isEqualTo(JobOutcome.EXPIRED);
        assertThat(J.message(engine, lasting).state()).isEqualTo(PeekedMessage.State.READY);
    }

    @TestTemplate
    void refusesOptionsThatContradictOrOverflow(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        long now = engine.time().wallMillis();
        List<NewMessage> flawed = List.of(
                Q.message("delay and time", null, 0, 5).with(due(now)),
                Q.message("overflow").with(due(Long.MAX_VALUE)),
                Q.message("two ends").with(expires(5, now + 5)),
                Q.message("endless").with(expires(Long.MAX_VALUE, -1)),
                Q.message("before it is due", null, 0, 10_000).with(expires(-1, now + 5_000)),
                Q.message("metadata").with(J.metadata("n", "v".repeat(257))),
                Q.message("policy")
                        .with(J.retrying(new RetryPolicy(RetryPolicy.Backoff.FIXED, 10, 200, 5, 0, 0, 0, List.of()))),
                Q.message("code")
                        .with(J.retrying(new RetryPolicy(RetryPolicy.Backoff.FIXED, 0, 200, 5, 0, 0, 0, List.of("")))),
                Q.message("percent")
                        .with(J.retrying(new RetryPolicy(RetryPolicy.Backoff.FIXED, 0, 200, 5, 101, 0, 0, List.of()))),
                once("key", "k".repeat(129)));

        for (NewMessage message : flawed) {
            assertThat(refused(engine, message)).isEqualTo(QueueRejection.JOB_INVALID);
        }
        assertThat(Q.view(engine).visible() + Q.view(engine).delayed()).isZero();
    }

    @TestTemplate
    void isKeptFromWhenItIsDueIfThatIsLongAfterItWouldBeTooOld(EngineHarness<QueueDomain> engine) {
        long day = 86_400_000L;
        J.queue(engine, J.REMEMBERING);
        MessageRef first = J.sent(engine, Q.message("month", "key", 0, 30 * day).with(JobOptions.NONE));
        MessageRef near = J.sent(engine, Q.message("week", "key").with(JobOptions.NONE));
        MessageRef century =
                J.sent(engine, Q.message("century", "key", 0, 36_500 * day).with(JobOptions.NONE));
        engine.snapshot();
        engine.restart();
        engine.advanceMillis(5 * day);
        engine.settle();
        assertThat(engine.refused(new GetJob(J.NAMESPACE, near)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
        assertThat(J.message(engine, first).state()).isEqualTo(PeekedMessage.State.DELAYED);

        engine.advanceMillis(25 * day);
        engine.settle();
        assertThat(J.message(engine, first).state()).isEqualTo(PeekedMessage.State.READY);
        engine.advanceMillis(4 * day - 1);
        engine.settle();
        assertThat(J.message(engine, first).state()).isEqualTo(PeekedMessage.State.READY);
        engine.advanceMillis(1);
        engine.settle();
        assertThat(engine.refused(new GetJob(J.NAMESPACE, first)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
        assertThat(J.message(engine, century).state()).isEqualTo(PeekedMessage.State.DELAYED);
        engine.checkReplayEqualsLive();
        assertThat(refused(
                        engine, Q.message("later still", null, 0, 36_501 * day).with(JobOptions.NONE)))
                .isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void answersARepeatedSendWhoseTimesHavePassed(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        long expiry = engine.time().wallMillis() + 5_000;
        JobOptions once = new JobOptions(-1, -1, expiry, null, null, new TreeMap<>(), null, "request-1");
        NewMessage mail = Q.message("mail").with(once);
        MessageRef first = J.sent(engine, mail);

        engine.advanceMillis(6_000);

        assertThat(J.send(engine, mail)).isEqualTo(new SendResult.Stored(first, true));
        NewMessage other = Q.message("other").with(once);
        assertThat(((SendResult.Refused) J.send(engine, other)).rejection().reason())
                .isEqualTo(QueueRejection.JOB_INVALID);
    }

    @TestTemplate
    void storesARepeatedSendOnce(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef first = J.sent(engine, once("mail", "request-1"));
        engine.snapshot();
        engine.restart();
        J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);

        assertThat(J.send(engine, once("mail", "request-1"))).isEqualTo(new SendResult.Stored(first, true));
        assertThat(J.send(engine, once("mail", "request-1").withContentHash()))
                .isEqualTo(new SendResult.Stored(first, true));
        assertThat(refused(engine, once("other mail", "request-1")))
                .isEqualTo(QueueRejection.IDEMPOTENCY_CONTENT_DIFFERS);
        engine.advanceMillis(60_000);
        assertThat(J.send(engine, once("other mail", "request-1")))
                .isInstanceOfSatisfying(
                        SendResult.Stored.class,
                        stored -> assertThat(stored.duplicate()).isFalse());
    }

    @TestTemplate
    void seesRepetitionsWithinOneSend(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);

        List<SendResult> results = engine.done(Q.send(once("mail", "r"), once("mail", "r"), once("other", "r")))
                .results();

        assertThat(results.get(1))
                .isEqualTo(new SendResult.Stored(((SendResult.Stored) results.get(0)).message(), true));
        assertThat(results.get(2)).isInstanceOf(SendResult.Refused.class);
    }

    @TestTemplate
    void forgetsFinishedJobsByTimeAndBytes(EngineHarness<QueueDomain> engine) {
        J.queue(engine, new JobSettings(RetryPolicy.AT_ONCE, 0, false, 60_000, 2_000, 0));
        MessageRef first = J.sent(engine, Q.message("1"));
        J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);
        MessageRef last = first;
        for (int job = 0; job < 20; job++) {
            last = J.sent(engine, Q.message("more"));
            J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);
        }

        assertThat(engine.refused(new GetJob(J.NAMESPACE, first)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
        assertThat(J.finished(engine, last).outcome()).isEqualTo(JobOutcome.DONE);
        assertThat(Q.view(engine).historyBytes()).isBetween(1L, 2_000L);
        assertThat(Q.view(engine).finishedCount()).isBetween(1L, 10L);
        engine.advanceMillis(60_000);
        engine.settle();
        assertThat(engine.refused(new GetJob(J.NAMESPACE, last)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
    }

    @TestTemplate
    void dropsHistoryWithTheSettingAndWithThePurge(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef first = J.sent(engine, Q.message("1"));
        J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);
        engine.done(new SetQueueSettings(Q.ORDERS, SettingsChange.ofJobs(JobSettings.DEFAULT), Q.ORIGIN));
        engine.settle();
        assertThat(engine.refused(new GetJob(J.NAMESPACE, first)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);

        engine.done(new SetQueueSettings(Q.ORDERS, SettingsChange.ofJobs(J.REMEMBERING), Q.ORIGIN));
        MessageRef second = J.sent(engine, "2", J.metadata("a", "b"));
        J.finish(engine, J.lease(engine, "a"), FinishJobs.Done.PLAIN);
        engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
        assertThat(engine.refused(new GetJob(J.NAMESPACE, second)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
    }

    @TestTemplate
    void keepsWhatSqsClientsDeleteOnlyIfItIsMoreThanAMessage(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef plain = J.sent(engine, Q.message("plain"));
        engine.done(Q.delete(List.of(J.lease(engine, ""))));
        MessageRef job = J.sent(engine, "job", J.metadata("a", "b"));
        engine.done(Q.delete(List.of(J.lease(engine, ""))));

        assertThat(engine.refused(new GetJob(J.NAMESPACE, plain)).reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND);
        assertThat(J.finished(engine, job).metadata()).isEqualTo(Map.of("a", "b"));
    }
}
