package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.timetable.Timetable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schedules that fire by the timetable: at the right times, and made up for when they were missed. */
class ScheduleTest {

    private static final long NOW = dev.skidway.testkit.ManualTime.START_MILLIS;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static List<String> firedHourly(EngineHarness<QueueDomain> engine, String from, int hours) {
        engine.advanceMillis(S.at(from) - NOW - S.HOUR);
        S.finishAll(engine);
        List<String> times = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            engine.advanceMillis(S.HOUR);
            times.addAll(S.finishAll(engine));
        }
        return times;
    }

    @TestTemplate
    void firesByTheCalendarOfItsZoneWhenSummerBegins(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.cron("30 2 * * *", "Europe/Berlin"), Overlap.ALLOW_ALL, S.HOUR));

        assertThat(firedHourly(engine, "2026-03-28T00:00:00Z", 72))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @TestTemplate
    void firesOnceWhenSummerEnds(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.cron("30 2 * * *", "Europe/Berlin"), Overlap.ALLOW_ALL, S.HOUR));

        assertThat(firedHourly(engine, "2026-10-24T00:00:00Z", 72))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @TestTemplate
    void sendsTheJobWithItsTermsAndSaysWhatSentIt(EngineHarness<QueueDomain> engine) {
        JobOptions options = new JobOptions(
                -1, 5_000, -1, true, RetryPolicy.AT_ONCE, J.metadata("a", "b").metadata(), null, null);
        S.created(engine, S.spec(Q.message("report", "tenant", 7, -1).with(options)));
        engine.advanceMillis(S.MINUTE);

        ScheduleView view = S.view(engine);
        assertThat(view.firedTotal()).isEqualTo(1);
        assertThat(view.lastFiredForMillis()).isEqualTo(NOW + S.MINUTE);
        assertThat(view.nextMillis()).isEqualTo(NOW + 2 * S.MINUTE);
        JobDetails details = J.details(engine, java.util.Objects.requireNonNull(view.lastJob()));
        assertThat(details.metadata())
                .containsEntry("a", "b")
                .containsEntry("schedule", "nightly")
                .containsEntry("scheduled-for", "2026-01-01T00:01:00Z");
        assertThat(details.expiresAtMillis()).isEqualTo(NOW + S.MINUTE + 5_000);
        assertThat(details.atMostOnce()).isTrue();
        LeasedMessage job = Q.one(engine);
        assertThat(job.key()).isEqualTo("tenant");
        assertThat(job.priority()).isEqualTo(7);
        assertThat(Q.bodies(engine, List.of(job))).containsExactly("report");
    }

    @TestTemplate
    void waitsForTheJitterAndKeepsTheOrder(EngineHarness<QueueDomain> engine) {
        Timetable jittered = S.of(new Timetable.Spec("", S.MINUTE, "", S.HOUR, NOW, Timetable.NEVER));
        S.created(engine, S.spec(jittered, Overlap.ALLOW_ALL, S.MINUTE));
        for (int minute = 0; minute < 120; minute++) {
            engine.advanceMillis(S.MINUTE);
        }

        ScheduleView view = S.view(engine);
        assertThat(view.skippedTotal())
                .as("none is late because of the jitter of one before")
                .isZero();
        assertThat(view.firedTotal()).isBetween(60L, 120L);
        assertThat(view.lastFiredForMillis()).isEqualTo(NOW + view.firedTotal() * S.MINUTE);
    }

    @TestTemplate
    void firesBetweenStartAndEndOnly(EngineHarness<QueueDomain> engine) {
        Timetable bounded = S.of(new Timetable.Spec("", S.MINUTE, "", 0, NOW + S.HOUR, NOW + S.HOUR + 3 * S.MINUTE));
        S.created(engine, S.spec(bounded, Overlap.ALLOW_ALL, S.DAY));
        engine.advanceMillis(S.HOUR - 1);
        assertThat(S.jobs(engine)).isZero();
        engine.advanceMillis(S.HOUR);

        assertThat(S.jobs(engine)).isEqualTo(3);
        assertThat(S.view(engine).nextMillis()).isEqualTo(Timetable.NEVER);
    }

    @TestTemplate
    void makesUpForWhatItMissedWhileDownAndLeavesOutTheRest(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.ALLOW_ALL, 3 * S.MINUTE));
        engine.snapshot();
        engine.advanceMillis(S.MINUTE);
        engine.time().advanceMillis(10 * S.MINUTE);
        engine.restart();
        engine.settle();

        assertThat(S.finishAll(engine))
                .containsExactly(
                        "2026-01-01T00:01:00Z",
                        "2026-01-01T00:08:00Z",
                        "2026-01-01T00:09:00Z",
                        "2026-01-01T00:10:00Z",
                        "2026-01-01T00:11:00Z");
        assertThat(S.view(engine).skippedTotal()).isEqualTo(6);
        assertThat(S.view(engine).lastSkip()).isEmpty();
    }

    @TestTemplate
    void neitherDoublesNorLosesAFiringInACrash(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.ALLOW_ALL, S.DAY));
        for (int crash = 1; crash <= 10; crash++) {
            engine.time().advanceMillis(S.MINUTE + 1_000);
            engine.stepPartitions();
            engine.crash();
            engine.settle();
            assertThat(S.view(engine).firedTotal()).isEqualTo(S.jobs(engine));
        }

        assertThat(S.finishAll(engine)).hasSize(10).doesNotHaveDuplicates();
    }

    @TestTemplate
    void leavesOutALongTimeInStepsOfBoundedSize(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(1_000), Overlap.SKIP, 0));
        engine.advanceMillis(25_000_500);

        ScheduleView view = S.view(engine);
        assertThat(view.firedTotal() + view.skippedTotal()).isEqualTo(25_000);
        assertThat(view.nextMillis()).isEqualTo(NOW + 25_001_000);
    }

    @TestTemplate
    void leavesOutALongTimeOfACronLine(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.cron("*/10 * * * *", ""), Overlap.SKIP, 0));
        engine.advanceMillis(5 * S.DAY + S.MINUTE);

        assertThat(S.view(engine).skippedTotal()).isEqualTo(5 * 144);
        assertThat(S.view(engine).lastSkip()).contains("later than");
    }

    @TestTemplate
    void aClockThatJumpsDoublesAndLosesNothing(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.ALLOW_ALL, S.DAY));
        engine.advanceMillis(2 * S.MINUTE);
        engine.time().jumpWall(java.time.Duration.ofHours(-1));
        engine.settle();
        for (int minute = 0; minute < 5; minute++) {
            engine.advanceMillis(S.MINUTE);
        }

        engine.time().jumpWall(java.time.Duration.ofHours(2));
        for (int minute = 0; minute < 5; minute++) {
            engine.advanceMillis(S.MINUTE);
        }
        long nominals = (S.view(engine).nextMillis() - NOW) / S.MINUTE - 1;
        assertThat(nominals).isGreaterThanOrEqualTo(10);
        assertThat(S.finishAll(engine)).hasSize((int) nominals).doesNotHaveDuplicates();
    }

    @TestTemplate
    void firesNothingWhilePausedAndGoesOnAfterwards(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.ALLOW_ALL, 2 * S.MINUTE));
        ScheduleView paused = engine.done(S.pause(true));
        assertThat(paused.spec().paused()).isTrue();
        assertThat(paused.spec().note()).isEqualTo("because");
        engine.advanceMillis(10 * S.MINUTE);
        assertThat(S.jobs(engine)).isZero();
        engine.snapshot();
        engine.restart();

        assertThat(S.view(engine).spec()).extracting(ScheduleSpec::note).isEqualTo("because");
        assertThat(engine.done(S.pause(false)).spec().paused()).isFalse();
        assertThat(S.finishAll(engine))
                .containsExactly("2026-01-01T00:08:00Z", "2026-01-01T00:09:00Z", "2026-01-01T00:10:00Z");
        assertThat(S.view(engine).skippedTotal()).isEqualTo(7);
    }

    @TestTemplate
    void forgetsADeletedScheduleAndKeepsItsJobs(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.ALLOW_ALL, 0));
        engine.advanceMillis(S.MINUTE);
        engine.askForSnapshot();
        engine.done(new DeleteSchedule(S.NAME, Q.ORIGIN));
        engine.advanceMillis(S.HOUR);

        assertThat(S.jobs(engine)).isEqualTo(1);
        assertThat(engine.refused(new GetSchedule(S.NAME)).reason()).isEqualTo(QueueRejection.SCHEDULE_NOT_FOUND);
    }

    @TestTemplate
    void goesOnWhereItWasWhenOnlyTheJobChanges(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.cron("0 * * * *", ""), Overlap.ALLOW_ALL, S.DAY));
        engine.advanceMillis(S.HOUR);
        ScheduleSpec other = S.spec(S.cron("0 * * * *", ""), Overlap.SKIP, S.MINUTE);
        ScheduleView view = engine.done(S.update(other));

        assertThat(view.firedTotal()).isEqualTo(1);
        assertThat(view.nextMillis()).isEqualTo(NOW + 2 * S.HOUR);
        assertThat(engine.done(S.update(S.spec(S.every(S.MINUTE), Overlap.SKIP, 0)))
                        .nextMillis())
                .isEqualTo(NOW + S.HOUR + S.MINUTE);
    }

    @TestTemplate
    void leavesOutWhatItsQueueDoesNotTake(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.ALLOW_ALL, 0));
        engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));
        engine.advanceMillis(S.MINUTE);

        assertThat(S.view(engine).skippedTotal()).isEqualTo(1);
        assertThat(S.view(engine).lastSkip()).startsWith("SK-QUE-001");
        assertThat(engine.refused(S.trigger(null)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        engine.advanceMillis(2 * S.MINUTE);
        engine.done(Q.create(Q.ORDERS));
        engine.advanceMillis(S.MINUTE);
        assertThat(S.view(engine).firedTotal()).isEqualTo(1);
        assertThat(S.view(engine).lastSkip()).isEmpty();
    }

    @TestTemplate
    void sendsToAnOrderedQueueWithoutBeingTakenForARepeatedSend(EngineHarness<QueueDomain> engine) {
        QueueName fifo = new QueueName(J.NAMESPACE, "steps.fifo");
        engine.done(Fifo.create(fifo));
        ScheduleSpec spec = new ScheduleSpec(
                fifo.name(), S.every(1_000), Q.message("step", "group"), Overlap.ALLOW_ALL, 0, false, "");
        engine.done(S.create(spec));
        for (int second = 0; second < 5; second++) {
            engine.advanceMillis(1_000);
        }

        assertThat(S.view(engine).firedTotal()).isEqualTo(5);
        assertThat(engine.done(new GetQueue(fifo)).visible()).isEqualTo(5);
    }
}
