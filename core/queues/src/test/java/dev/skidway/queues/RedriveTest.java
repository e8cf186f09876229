package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters that go back to work as the jobs they are: all of them, or those that match. */
class RedriveTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static JobFilter filter(@Nullable String key, @Nullable String errorCode) {
        return new JobFilter(
                null, key, null, errorCode, null, 0, Integer.MAX_VALUE, 0, Long.MAX_VALUE, new TreeMap<>());
    }

    private static long redrive(EngineHarness<QueueDomain> engine, JobFilter filter, int perSecondMax) {
        return engine.done(new StartMoveTask(J.FAILED, null, perSecondMax, filter, Q.ORIGIN))
                .taskId();
    }

    private static MoveTaskView task(EngineHarness<QueueDomain> engine) {
        return engine.done(new ListMoveTasks(J.FAILED, 1)).tasks().getFirst();
    }

    private static void settle(EngineHarness<QueueDomain> engine) {
        for (int step = 0; step < 40 && task(engine).status() == MoveTaskStatus.RUNNING; step++) {
            engine.advanceMillis(50);
            engine.settle();
        }
    }

    /** A job that failed with this code and is a dead letter now. */
    private static MessageRef dead(EngineHarness<QueueDomain> engine, String key, String code) {
        MessageRef job = J.sent(engine, Q.message("body of " + code, key).with(J.metadata("code", code)));
        assertThat(J.finish(engine, J.lease(engine, "w"), J.failed(code)).kind())
                .isEqualTo(JobResult.Kind.DEAD_LETTERED);
        return job;
    }

    @TestTemplate
    void keepsNamesAndHistory(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        MessageRef job = dead(engine, "tenant", "smtp");

        redrive(engine, filter(null, null), 0);
        settle(engine);

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
        JobView view = J.get(engine, job);
        assertThat(view.queue()).isEqualTo(Q.ORDERS);
        assertThat(J.message(engine, job).deadLetterSource()).isNull();
        assertThat(J.details(engine, job).attempts())
                .extracting(JobAttempt::code)
                .containsExactly("smtp");
        assertThat(J.details(engine, job).metadata()).isEqualTo(Map.of("code", "smtp"));
        LeasedMessage again = J.lease(engine, "w");
        assertThat(again.identity()).isEqualTo(job);
        assertThat(again.receiveCount()).isEqualTo(1);
        assertThat(J.finish(engine, again, J.failed("again")).kind())
                .as("its attempts count from none, and one is allowed")
                .isEqualTo(JobResult.Kind.DEAD_LETTERED);
        assertThat(J.details(engine, job).attempts())
                .extracting(JobAttempt::number)
                .containsExactly(1, 2);
    }

    @TestTemplate
    void movesOnlyWhatMatches(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        MessageRef smtp = dead(engine, "a", "smtp");
        MessageRef other = dead(engine, "a", "other");
        MessageRef otherKey = dead(engine, "b", "smtp");
        MessageRef direct = ((SendResult.Stored)
                        engine.done(new SendMessages(J.FAILED, List.of(Q.message("sent here"))))
                                .results()
                                .getFirst())
                .message();

        assertThat(engine.done(new SearchJobs(J.FAILED, filter("a", "smtp"), null, 0))
                        .matching())
                .as("a dry run")
                .isEqualTo(1);
        redrive(engine, filter("a", "smtp"), 0);
        settle(engine);

        assertThat(J.get(engine, smtp).queue()).isEqualTo(Q.ORDERS);
        for (MessageRef stays : List.of(other, otherKey, direct)) {
            assertThat(J.get(engine, stays).queue()).isEqualTo(J.FAILED);
        }
        assertThat(task(engine).moved()).isEqualTo(1);
        redrive(engine, filter(null, null), 0);
        settle(engine);
        assertThat(J.get(engine, other).queue()).isEqualTo(Q.ORDERS);
        assertThat(J.get(engine, direct).queue()).as("it came from nowhere").isEqualTo(J.FAILED);
        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
    }

    @TestTemplate
    void keepsTheRateAndGoesOnAfterARestart(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        List<MessageRef> jobs = new ArrayList<>();
        for (int job = 0; job < 30; job++) {
            jobs.add(dead(engine, "key " + job % 7, "code"));
        }

        redrive(engine, filter(null, "code"), 20);
        engine.settle();
        engine.advanceMillis(500);
        engine.settle();
        assertThat(task(engine).moved()).isBetween(1L, 12L);
        engine.snapshot();
        engine.restart();
        settle(engine);

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
        assertThat(task(engine).moved()).isEqualTo(30);
        assertThat(jobs).allMatch(job -> J.get(engine, job).queue().equals(Q.ORDERS));
    }

    @TestTemplate
    void looksAtABoundedNumberInEachStep(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        for (int send = 0; send < 21; send++) {
            engine.done(new SendMessages(J.FAILED, Q.send(1_000).messages()));
        }
        MessageRef job = dead(engine, "late key", "code");

        redrive(engine, filter(null, "code"), 0);
        settle(engine);

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
        assertThat(J.get(engine, job).queue()).isEqualTo(Q.ORDERS);
    }

    @TestTemplate
    void failsWhereTheOriginIsGone(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        QueueName other = new QueueName(J.NAMESPACE, "other");
        engine.done(Q.create(other, Q.deadLetters(new DeadLetterPolicy(J.FAILED.name(), 1))));
        dead(engine, "a", "code");
        engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));

        redrive(engine, filter(null, null), 0);
        settle(engine);

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.FAILED);
        assertThat(task(engine).failure()).isEqualTo(MoveFailure.DESTINATION_GONE);
        assertThat(engine.done(new GetQueue(J.FAILED)).visible()).isEqualTo(1);
    }

    @TestTemplate
    void refusesAFilterForWhatIsNotReady(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        JobFilter leased =
                new JobFilter(JobFilter.State.LEASED, null, null, null, null, 0, 1, 0, Long.MAX_VALUE, new TreeMap<>());

        assertThat(engine.refused(new StartMoveTask(J.FAILED, null, 0, leased, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.JOB_INVALID);
    }
}
