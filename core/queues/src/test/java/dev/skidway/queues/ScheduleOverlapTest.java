package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Firings of schedules that meet the job before, that are asked for, or that make up for the past. */
class ScheduleOverlapTest {

    private static final long NOW = dev.skidway.testkit.ManualTime.START_MILLIS;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static void everyMinute(EngineHarness<QueueDomain> engine, Overlap overlap) {
        S.created(engine, S.spec(S.every(S.MINUTE), overlap, S.MINUTE));
    }

    private static void minutes(EngineHarness<QueueDomain> engine, int count) {
        for (int minute = 0; minute < count; minute++) {
            engine.advanceMillis(S.MINUTE);
        }
    }

    private static BackfillSchedule backfill(long firstMillis, int firings, @Nullable Overlap overlap) {
        return new BackfillSchedule(
                S.NAME, firstMillis, firstMillis + (firings - 1) * S.MINUTE, firings, overlap, Q.ORIGIN);
    }

    @TestTemplate
    void leavesOutWhileTheJobBeforeLives(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.SKIP);
        minutes(engine, 3);
        assertThat(S.jobs(engine)).isEqualTo(1);
        assertThat(S.view(engine).skippedTotal()).isEqualTo(2);
        assertThat(S.view(engine).lastSkip()).contains("not finished");

        S.finishAll(engine);
        minutes(engine, 1);
        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:04:00Z");
    }

    @TestTemplate
    void aDeadLetterIsOver(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        engine.done(S.create(S.spec(S.every(S.MINUTE), Overlap.SKIP, S.MINUTE)));
        minutes(engine, 1);
        J.finish(engine, J.lease(engine, "w"), J.failed("broken"));
        engine.settle();
        engine.done(J.receive(Q.ORDERS, 1, "w"));
        minutes(engine, 1);

        assertThat(S.view(engine).firedTotal()).isEqualTo(2);
    }

    @TestTemplate
    void buffersOneAndLeavesOutTheOthers(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.BUFFER_ONE);
        minutes(engine, 4);
        assertThat(S.view(engine).waiting()).isEqualTo(1);
        assertThat(S.view(engine).skippedTotal()).isEqualTo(2);

        S.finishAll(engine);
        engine.advanceMillis(QueueLimits.FIRING_LOOK_MILLIS);
        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:02:00Z");
        assertThat(S.view(engine).waiting()).isZero();
    }

    @TestTemplate
    void buffersAllInOrder(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.BUFFER_ALL);
        minutes(engine, 4);
        assertThat(S.view(engine).waiting()).isEqualTo(3);
        engine.snapshot();
        engine.restart();

        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:01:00Z");
        for (int number = 2; number <= 4; number++) {
            engine.advanceMillis(QueueLimits.FIRING_LOOK_MILLIS);
            assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:0" + number + ":00Z");
        }
    }

    @TestTemplate
    void buffersNoMoreThanItMay(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(1_000), Overlap.BUFFER_ALL, S.DAY));
        engine.advanceMillis((QueueLimits.FIRINGS_WAITING_MAX + 10) * 1_000L);

        assertThat(S.view(engine).waiting()).isEqualTo(QueueLimits.FIRINGS_WAITING_MAX);
        assertThat(S.view(engine).skippedTotal()).isEqualTo(9);
        assertThat(S.view(engine).lastSkip()).contains("As many");
    }

    @TestTemplate
    void cancelsAJobThatWaits(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.CANCEL_OTHER);
        minutes(engine, 3);

        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:03:00Z");
        assertThat(S.view(engine).firedTotal()).isEqualTo(3);
    }

    @TestTemplate
    void asksTheWorkerOfARunningJobToStop(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.CANCEL_OTHER);
        minutes(engine, 1);
        LeasedMessage running = Q.received(engine, Q.receive(1, S.HOUR, 0)).getFirst();
        minutes(engine, 1);

        assertThat(J.details(engine, running.identity()).cancelAsked()).isTrue();
        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:02:00Z");
    }

    @TestTemplate
    void leavesWhatAUniqueKeyIsForToTheKey(EngineHarness<QueueDomain> engine) {
        UniqueKey unique = new UniqueKey("one", true, true, 0, UniqueKey.Mode.REPLACE);
        NewMessage job = Q.message("report").with(new JobOptions(-1, -1, -1, null, null, Q.NONE, unique, null));
        ScheduleSpec spec =
                new ScheduleSpec(Q.ORDERS.name(), S.every(S.MINUTE), job, Overlap.CANCEL_OTHER, S.MINUTE, false, "");
        S.created(engine, spec);
        minutes(engine, 3);
        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:03:00Z");

        UniqueKey rejecting = new UniqueKey("one", true, true, 0, UniqueKey.Mode.REJECT);
        NewMessage refused = Q.message("report").with(new JobOptions(-1, -1, -1, null, null, Q.NONE, rejecting, null));
        engine.done(S.update(
                new ScheduleSpec(Q.ORDERS.name(), S.every(S.MINUTE), refused, Overlap.ALLOW_ALL, S.MINUTE, false, "")));
        minutes(engine, 2);
        assertThat(S.view(engine).lastSkip()).startsWith("SK-QUE-040");
        assertThat(S.jobs(engine)).isEqualTo(1);
    }

    @TestTemplate
    void letsJobsRunSideBySide(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.ALLOW_ALL);
        minutes(engine, 3);

        assertThat(S.jobs(engine)).isEqualTo(3);
    }

    @TestTemplate
    void firesWhenAskedUnderTheOverlapNamed(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.SKIP);
        engine.done(S.pause(true));
        TriggerSchedule.Reply first = engine.done(S.trigger(null));
        assertThat(first.job()).isEqualTo(S.view(engine).lastJob());
        assertThat(first.job()).isNotNull();

        assertThat(engine.done(S.trigger(null))).isEqualTo(new TriggerSchedule.Reply(null, false, false));
        assertThat(engine.done(S.trigger(Overlap.BUFFER_ONE))).isEqualTo(new TriggerSchedule.Reply(null, true, false));
        assertThat(engine.done(S.trigger(Overlap.ALLOW_ALL)).job()).isNotNull();
        assertThat(S.jobs(engine)).isEqualTo(2);
        assertThat(S.view(engine).waiting()).isEqualTo(1);
        S.finishAll(engine);
        minutes(engine, 1);
        assertThat(S.jobs(engine)).as("what waits stays while it is paused").isZero();
        engine.done(S.pause(false));
        assertThat(S.jobs(engine)).isEqualTo(1);
    }

    @TestTemplate
    void backfillsARangeOfThePast(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.SKIP);
        engine.done(backfill(NOW - 5 * S.MINUTE, 3, Overlap.ALLOW_ALL));
        engine.settle();

        assertThat(S.finishAll(engine))
                .containsExactly("2025-12-31T23:55:00Z", "2025-12-31T23:56:00Z", "2025-12-31T23:57:00Z");
        assertThat(S.view(engine).nextMillis()).isEqualTo(NOW + S.MINUTE);
    }

    @TestTemplate
    void backfillsOneAfterTheOther(EngineHarness<QueueDomain> engine) {
        everyMinute(engine, Overlap.BUFFER_ALL);
        engine.done(S.pause(true));
        engine.done(backfill(NOW - 5 * S.MINUTE, 3, null));
        assertThat(engine.refused(backfill(NOW - S.MINUTE, 1, null)).reason())
                .isEqualTo(QueueRejection.SCHEDULE_BACKFILL_RUNNING);
        minutes(engine, 1);
        assertThat(S.jobs(engine)).as("paused").isZero();
        assertThat(S.view(engine).waiting()).isEqualTo(3);
        engine.snapshot();
        engine.restart();
        engine.done(S.pause(false));

        for (int number = 0; number < 3; number++) {
            assertThat(S.finishAll(engine)).hasSize(1);
            engine.advanceMillis(QueueLimits.FIRING_LOOK_MILLIS);
            engine.advanceMillis(QueueLimits.FIRING_LOOK_MILLIS);
        }
        assertThat(S.view(engine).firedTotal()).isGreaterThanOrEqualTo(3);
    }

    @TestTemplate
    void takesTurnsWithMoveTasks(EngineHarness<QueueDomain> engine) {
        J.withDeadLetters(engine, J.REMEMBERING, 1);
        engine.done(S.create(S.spec(S.every(1_000), Overlap.ALLOW_ALL, S.DAY)));
        for (int sent = 0; sent < 3; sent++) {
            engine.done(new SendMessages(J.FAILED, Q.send(200).messages()));
        }
        engine.done(new StartMoveTask(J.FAILED, Q.ORDERS, 0, Q.ORIGIN));
        engine.time().advanceMillis(30_000);
        engine.settle();
        for (int step = 0; step < 20; step++) {
            engine.advanceMillis(100);
        }

        assertThat(S.jobs(engine)).isEqualTo(600 + 32);
        assertThat(Objects.requireNonNull(S.view(engine).lastJob()).queueId()).isEqualTo(2);
    }
}
