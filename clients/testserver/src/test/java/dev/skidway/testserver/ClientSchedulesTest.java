package dev.skidway.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.client.JobDraft;
import dev.skidway.client.JobFilter;
import dev.skidway.client.JobInfo;
import dev.skidway.client.Overlap;
import dev.skidway.client.ScheduleDraft;
import dev.skidway.client.ScheduleInfo;
import dev.skidway.client.Schedules;
import dev.skidway.client.Skidway;
import dev.skidway.client.SkidwayClientException;
import dev.skidway.client.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client's schedules. */
class ClientSchedulesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private SkidwayTestServer server;
    private Skidway skidway;
    private Schedules schedules;

    @BeforeEach
    void start() {
        server = SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
        skidway = server.client();
        schedules = skidway.schedules();
        skidway.queues().create("q");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatADraftSaysIsWhatTheScheduleHas() {
        Timetable timetable = Timetable.cron("0 2 * * *")
                .zone(BERLIN)
                .jitter(Duration.ofMinutes(5))
                .start(START.plus(Duration.ofDays(1)))
                .end(START.plus(Duration.ofDays(10)));

        ScheduleInfo created = schedules.create(ScheduleDraft.of("nightly", "q", timetable, JobDraft.of("all"))
                .overlap(Overlap.BUFFER_ALL)
                .catchUp(Duration.ofHours(12))
                .paused(true)
                .note("for accounting"));

        assertThat(created.name()).isEqualTo("nightly");
        assertThat(created.queue()).isEqualTo("q");
        assertThat(created.timetable()).isEqualTo(timetable).hasSameHashCodeAs(timetable);
        assertThat(created.timetable().cron()).isEqualTo("0 2 * * *");
        assertThat(created.timetable().every()).isNull();
        assertThat(created.timetable().zone()).isEqualTo(BERLIN);
        assertThat(created.timetable().jitter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(created.timetable().start()).isEqualTo(START.plus(Duration.ofDays(1)));
        assertThat(created.timetable().end()).isEqualTo(START.plus(Duration.ofDays(10)));
        assertThat(created.overlap()).isEqualTo(Overlap.BUFFER_ALL);
        assertThat(created.catchUp()).isEqualTo(Duration.ofHours(12));
        assertThat(created.paused()).isTrue();
        assertThat(created.note()).isEqualTo("for accounting");
        assertThat(created.created()).isEqualTo(START);
        assertThat(created.lastFiredFor()).isNull();
        assertThat(created.lastJobId()).isEmpty();
        assertThat(created.toString()).contains("nightly");
        assertThat(timetable.toString()).contains("Europe/Berlin");
    }

    @Test
    void firesTellsOfItAndStopsWhenItIsDeleted() {
        schedules.create(ScheduleDraft.of("hourly", "q", Timetable.every(HOUR), JobDraft.of("x"))
                .overlap(Overlap.ALLOW_ALL));

        server.clock().advance(HOUR.multipliedBy(3));

        ScheduleInfo fired = schedules.get("hourly");
        assertThat(fired.firedTotal()).isEqualTo(3);
        assertThat(fired.lastFiredFor()).isEqualTo(START.plus(HOUR.multipliedBy(3)));
        assertThat(fired.next()).isEqualTo(START.plus(HOUR.multipliedBy(4)));
        assertThat(skidway.jobs().get(fired.lastJobId()).metadata())
                .containsEntry("schedule", "hourly")
                .containsEntry("scheduled-for", "2026-01-01T03:00:00Z");

        schedules.delete("hourly");
        server.clock().advance(HOUR.multipliedBy(3));
        assertThat(skidway.queues().get("q").jobs()).isEqualTo(3);
        assertRefused("SK-QUE-043", () -> schedules.get("hourly"));
    }

    @Test
    void anUpdateReplacesWhatItIsMadeOf() {
        ScheduleInfo before = schedules.create(ScheduleDraft.of(
                "s", "q", Timetable.every(HOUR), JobDraft.of("old").key("k")));

        ScheduleInfo after = schedules.update(before.draft()
                .timetable(Timetable.every(Duration.ofMinutes(20)))
                .job(JobDraft.of("new")));

        assertThat(after.timetable().every()).isEqualTo(Duration.ofMinutes(20));
        assertThat(after.timetable().cron()).isNull();
        server.clock().advance(Duration.ofMinutes(20));
        assertThat(skidway.jobs().searchWithBodies("q", JobFilter.any()).map(JobInfo::text))
                .containsExactly("new");
    }

    @Test
    void pausesResumesAndFiresByHand() {
        schedules.create(ScheduleDraft.of("s", "q", Timetable.every(HOUR), JobDraft.of("x")));

        ScheduleInfo paused = schedules.pause("s", "an incident");
        assertThat(paused.paused()).isTrue();
        assertThat(paused.note()).isEqualTo("an incident");
        server.clock().advance(HOUR.multipliedBy(2));
        assertThat(skidway.queues().get("q").jobs()).isZero();

        Schedules.Triggered first = schedules.trigger("s");
        assertThat(skidway.jobs().get(first.jobId()).metadata()).containsEntry("schedule", "s");
        assertThat(schedules.trigger("s").jobId()).isEmpty();
        assertThat(schedules.get("s").skippedTotal()).isPositive();
        assertThat(schedules.get("s").lastSkip()).isNotEmpty();
        assertThat(schedules.trigger("s", Overlap.BUFFER_ONE)).isEqualTo(new Schedules.Triggered("", true));
        assertThat(schedules.get("s").buffered()).isEqualTo(1);
        assertThat(schedules.trigger("s", Overlap.ALLOW_ALL).jobId()).isNotEqualTo(first.jobId());

        assertThat(schedules.resume("s").paused()).isFalse();
    }

    @Test
    void makesUpForARangeOfThePast() {
        schedules.create(ScheduleDraft.of("s", "q", Timetable.every(HOUR), JobDraft.of("x")));

        int firings = schedules.backfill(
                "s", START.minus(HOUR.multipliedBy(5)), START.minus(HOUR.multipliedBy(2)), Overlap.ALLOW_ALL);
        server.clock().advance(Duration.ofMinutes(1));

        assertThat(firings).isEqualTo(3);
        assertThat(skidway.jobs()
                        .search("q", JobFilter.any())
                        .map(job -> job.metadata().get("scheduled-for")))
                .containsExactlyInAnyOrder("2025-12-31T19:00:00Z", "2025-12-31T20:00:00Z", "2025-12-31T21:00:00Z");
        assertThat(schedules.backfill("s", START.minusMillis(2), START.minusMillis(1), Overlap.SKIP))
                .isZero();
    }

    @Test
    void showsTheNextTimesWithoutStoringAnything() {
        schedules.create(ScheduleDraft.of("s", "q", Timetable.every(HOUR), JobDraft.of("x")));

        assertThat(schedules.preview("s", 2)).containsExactly(START.plus(HOUR), START.plus(HOUR.multipliedBy(2)));
        assertThat(schedules.preview(Timetable.cron("30 * * * *").end(START.plus(HOUR.multipliedBy(2))), 10))
                .containsExactly(START.plus(Duration.ofMinutes(30)), START.plus(Duration.ofMinutes(90)));
        // There is no half past two in the night in which clocks go forward.
        assertThat(schedules.preview(
                        Timetable.cron("30 2 * * *").zone(BERLIN), Instant.parse("2026-03-28T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(schedules.list().map(ScheduleInfo::name)).containsExactly("s");
    }

    @Test
    void listsAllOfThemPageByPage() {
        for (int i = 0; i < 120; i++) {
            schedules.create(ScheduleDraft.of("many-%03d".formatted(i), "q", Timetable.every(HOUR), JobDraft.of("x")));
        }
        schedules.create(ScheduleDraft.of("other", "q", Timetable.every(HOUR), JobDraft.of("x")));

        assertThat(schedules.list("many-").map(ScheduleInfo::name))
                .hasSize(120)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(schedules.list()).hasSize(121);
    }

    @Test
    void refusalsHaveTheirCodes() {
        ScheduleDraft draft = ScheduleDraft.of("s", "q", Timetable.every(HOUR), JobDraft.of("x"));
        schedules.create(draft);

        assertRefused("SK-QUE-044", () -> schedules.create(draft));
        assertRefused("SK-QUE-043", () -> schedules.pause("missing", ""));
        assertRefused("SK-QUE-043", () -> schedules.delete("missing"));
        assertRefused("SK-GRP-002", () -> schedules.create(of(Timetable.cron("61 * * * *"))));
        assertRefused("SK-GRP-002", () -> schedules.create(of(Timetable.cron("0 0 30 2 *"))));
        assertRefused("SK-GRP-002", () -> schedules.create(of(Timetable.every(Duration.ZERO))));
        assertRefused(
                "SK-GRP-002",
                () -> schedules.create(ScheduleDraft.of(
                        "t", "q", Timetable.every(HOUR), JobDraft.of("x").delay(HOUR))));
        assertRefused("SK-GRP-002", () -> schedules.preview("s", 101));
        assertRefused("SK-GRP-002", () -> schedules.backfill("s", START, START, Overlap.SKIP));
    }

    private static ScheduleDraft of(Timetable timetable) {
        return ScheduleDraft.of("t", "q", timetable, JobDraft.of("x"));
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(SkidwayClientException.class, failure -> {
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
            assertThat(failure.refused()).isTrue();
        });
    }
}
