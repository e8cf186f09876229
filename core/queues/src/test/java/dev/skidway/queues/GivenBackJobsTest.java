package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of jobs that are given back over SQS, with a visibility of 0: the same as when their leases run out. */
class GivenBackJobsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static void giveBack(EngineHarness<QueueDomain> engine, LeasedMessage leased) {
        assertThat(engine.done(Q.visibility(leased, 0)).results()).containsExactly(ChangeVisibility.Result.CHANGED);
    }

    @TestTemplate
    void triesNoMoreWhatIsToBeCancelled(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, Q.message("video"));
        LeasedMessage leased = J.lease(engine, "a");
        J.change(engine, job, new ChangeJobs.Cancel());

        giveBack(engine, leased);

        assertThat(J.finished(engine, job).outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(Q.view(engine).visible()).isZero();
    }

    @TestTemplate
    void runsAtMostOnceAllTheSame(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, "payment", J.atMostOnce());

        giveBack(engine, J.lease(engine, "a"));

        assertThat(J.finished(engine, job).outcome()).isEqualTo(JobOutcome.EXPIRED);
        assertThat(Q.view(engine).visible()).isZero();
    }

    @TestTemplate
    void failsAfterItsLastAttempt(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.settings(J.retry(2)));
        MessageRef job = J.sent(engine, Q.message("poison"));

        giveBack(engine, J.lease(engine, "a"));
        assertThat(Q.view(engine).visible()).isOne();
        giveBack(engine, J.lease(engine, "b"));

        FinishedJob finished = J.finished(engine, job);
        assertThat(finished.outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(finished.attempts()).extracting(JobAttempt::worker).containsExactly("a", "b");
        assertThat(Q.view(engine).visible()).isZero();
    }

    @TestTemplate
    void letsTheNextOneOfALimitedQueueGo(EngineHarness<QueueDomain> engine) {
        J.queue(engine, J.REMEMBERING);
        engine.done(new SetQueueSettings(
                Q.ORDERS, new SettingsChange(new DispatchChange(null, 1, null, null, null, null)), Q.ORIGIN));
        J.sent(engine, "payment", J.atMostOnce());
        MessageRef next = J.sent(engine, Q.message("next"));

        giveBack(engine, J.lease(engine, "a"));

        assertThat(J.lease(engine, "a").identity()).isEqualTo(next);
    }
}
