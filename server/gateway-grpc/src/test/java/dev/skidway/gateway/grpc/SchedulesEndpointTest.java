package dev.skidway.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skidway.testkit.ManualTime;
import dev.skidway.v1.BackfillScheduleRequest;
import dev.skidway.v1.CreateScheduleRequest;
import dev.skidway.v1.DeleteScheduleRequest;
import dev.skidway.v1.GetJobRequest;
import dev.skidway.v1.GetScheduleRequest;
import dev.skidway.v1.Job;
import dev.skidway.v1.ListSchedulesRequest;
import dev.skidway.v1.ListSchedulesResponse;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Overlap;
import dev.skidway.v1.PageRequest;
import dev.skidway.v1.PauseScheduleRequest;
import dev.skidway.v1.PreviewScheduleRequest;
import dev.skidway.v1.ResumeScheduleRequest;
import dev.skidway.v1.RetryPolicy;
import dev.skidway.v1.Schedule;
import dev.skidway.v1.Timetable;
import dev.skidway.v1.TriggerScheduleRequest;
import dev.skidway.v1.TriggerScheduleResponse;
import dev.skidway.v1.Unique;
import dev.skidway.v1.UpdateScheduleRequest;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesEndpointTest {

    private static final long NOW = ManualTime.START_MILLIS;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime();
    private Native server;

    @BeforeEach
    void start() throws IOException {
        server = Native.on(folder, time);
        server.createQueue("reports");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Schedule.Builder hourly() {
        return Schedule.newBuilder()
                .setName("hourly")
                .setQueue("reports")
                .setTimetable(Timetable.newBuilder().setCron("0 * * * *").setTimeZone("Europe/Berlin"))
                .setJob(Native.job("report"))
                .setOverlap(Overlap.OVERLAP_ALLOW_ALL);
    }

    private Schedule create(Schedule.Builder schedule) {
        return server.schedules.createSchedule(
                CreateScheduleRequest.newBuilder().setSchedule(schedule).build());
    }

    private Schedule get() {
        return server.schedules.getSchedule(
                GetScheduleRequest.newBuilder().setName("hourly").build());
    }

    private TriggerScheduleResponse trigger(Overlap overlap) {
        return server.schedules.triggerSchedule(TriggerScheduleRequest.newBuilder()
                .setName("hourly")
                .setOverlap(overlap)
                .build());
    }

    private Status.Code refusalOf(UnaryOperator<Schedule.Builder> change) {
        return Status.fromThrowable(catchThrowable(() -> create(change.apply(hourly()))))
                .getCode();
    }

    @Test
    void firesAndShowsTheJobItSent() {
        Schedule created = create(hourly());
        assertThat(created.getNext()).isEqualTo(Times.timestamp(NOW + HOUR));
        assertThat(created.getCatchUp()).isEqualTo(Times.duration(60_000));
        time.advanceMillis(HOUR);
        server.node.wake();

        // A call is answered after the timers that were due before it.
        Schedule fired = get();
        assertThat(fired.getFiredTotal()).isEqualTo(1);
        assertThat(fired.getLastFiredFor()).isEqualTo(Times.timestamp(NOW + HOUR));
        Job job = server.jobs.get(GetJobRequest.newBuilder()
                .setJobId(fired.getLastJobId())
                .setWithBody(true)
                .build());
        assertThat(job.getBody().toStringUtf8()).isEqualTo("report");
        assertThat(job.getMetadataMap())
                .containsEntry("schedule", "hourly")
                .containsEntry("scheduled-for", "2026-01-01T01:00:00Z");
    }

    @Test
    void givesBackWhatItWasGiven() {
        Schedule given = hourly().setTimetable(Timetable.newBuilder()
                        .setEvery(Times.duration(5_000))
                        .setJitter(Times.duration(1_000))
                        .setStart(Times.timestamp(NOW))
                        .setEnd(Times.timestamp(NOW + HOUR)))
                .setJob(Native.job("x")
                        .setKey("k")
                        .setPriority(3)
                        .setTimeToLive(Times.duration(7_000))
                        .setAtMostOnce(true)
                        .setRetry(RetryPolicies.shown(RetryPolicies.policy(RetryPolicy.getDefaultInstance())))
                        .setUnique(Unique.newBuilder()
                                .setKey("u")
                                .setWhileWaiting(true)
                                .setWindow(Times.duration(1))
                                .setMode(Unique.Mode.MODE_REPLACE))
                        .putMetadata("a", "b"))
                .setCatchUp(Times.duration(90_000))
                .setPaused(true)
                .setNote("later")
                .build();
        create(given.toBuilder());

        Schedule got = get();
        assertThat(got.getTimetable()).isEqualTo(given.getTimetable());
        assertThat(got.getJob()).isEqualTo(given.getJob());
        assertThat(got.getCatchUp()).isEqualTo(given.getCatchUp());
        assertThat(got.getNote()).isEqualTo("later");
        assertThat(got.getPaused()).isTrue();
        for (Overlap overlap : Overlap.values()) {
            if (overlap != Overlap.UNRECOGNIZED && overlap != Overlap.OVERLAP_UNSPECIFIED) {
                Schedule updated = server.schedules.updateSchedule(UpdateScheduleRequest.newBuilder()
                        .setSchedule(given.toBuilder().setOverlap(overlap))
                        .build());
                assertThat(updated.getOverlap()).isEqualTo(overlap);
            }
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(refusalOf(s -> s.setName(""))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setName("a b"))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setQueue("nowhere"))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusalOf(s -> s.setOverlapValue(77))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setTimetable(Timetable.newBuilder().setCron("0 0 30 2 *"))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setTimetable(
                        Timetable.newBuilder().setCron("0 0 * * *").setTimeZone("Mars/Olympus"))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setTimetable(Timetable.newBuilder().setEvery(Times.duration(10)))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setJob(Native.job("x").setDelay(Times.duration(1)))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusalOf(s -> s.setJob(NewJob.newBuilder().setIdempotencyKey("i"))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        create(hourly());
        assertThat(refusalOf(s -> s)).isEqualTo(Status.Code.ALREADY_EXISTS);
    }

    @Test
    void pausesAndGoesOn() {
        create(hourly());
        Schedule paused = server.schedules.pauseSchedule(PauseScheduleRequest.newBuilder()
                .setName("hourly")
                .setNote("holidays")
                .build());
        assertThat(paused.getPaused()).isTrue();
        assertThat(paused.getNote()).isEqualTo("holidays");
        Schedule resumed = server.schedules.resumeSchedule(
                ResumeScheduleRequest.newBuilder().setName("hourly").build());
        assertThat(resumed.getPaused()).isFalse();
    }

    @Test
    void firesWhenAsked() {
        create(hourly());
        String first = trigger(Overlap.OVERLAP_UNSPECIFIED).getJobId();
        assertThat(first).isEqualTo(get().getLastJobId()).isNotEmpty();
        assertThat(trigger(Overlap.OVERLAP_SKIP)).isEqualTo(TriggerScheduleResponse.getDefaultInstance());
        assertThat(trigger(Overlap.OVERLAP_BUFFER_ONE).getBuffered()).isTrue();
        assertThat(get().getBuffered()).isEqualTo(1);
        assertThat(get().getLastSkip()).contains("not finished");
    }

    @Test
    void backfillsARange() {
        create(hourly());
        BackfillScheduleRequest.Builder day = BackfillScheduleRequest.newBuilder()
                .setName("hourly")
                .setFrom(Times.timestamp(NOW - 24 * HOUR))
                .setTo(Times.timestamp(NOW));

        assertThat(server.schedules.backfillSchedule(day.build()).getFirings()).isEqualTo(24);
        Schedule underWay = get();
        assertThat(underWay.getFiredTotal() + underWay.getBuffered()).isEqualTo(24);
        assertThat(server.schedules
                        .backfillSchedule(day.setTo(Times.timestamp(NOW - 24 * HOUR))
                                .setFrom(Times.timestamp(NOW - 24 * HOUR - 1))
                                .build())
                        .getFirings())
                .as("nothing in the range")
                .isZero();
        BackfillScheduleRequest tooLong =
                day.setFrom(Times.timestamp(NOW - 20_000 * HOUR)).build();
        assertThat(Status.fromThrowable(catchThrowable(() -> server.schedules.backfillSchedule(tooLong)))
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        BackfillScheduleRequest none = day.clearFrom().build();
        assertThat(Status.fromThrowable(catchThrowable(() -> server.schedules.backfillSchedule(none)))
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void previewsWithoutStoring() {
        PreviewScheduleRequest preview = PreviewScheduleRequest.newBuilder()
                .setTimetable(Timetable.newBuilder().setCron("30 2 * * *").setTimeZone("Europe/Berlin"))
                .setAfter(Times.timestamp(1_774_656_000_000L))
                .setCount(3)
                .build();

        assertThat(server.schedules.previewSchedule(preview).getTimesList())
                .as("2026-03-28T01:30Z, 2026-03-29T01:00Z, 2026-03-30T00:30Z")
                .containsExactly(
                        Times.timestamp(1_774_661_400_000L),
                        Times.timestamp(1_774_746_000_000L),
                        Times.timestamp(1_774_830_600_000L));
        create(hourly());
        assertThat(server.schedules
                        .previewSchedule(PreviewScheduleRequest.newBuilder()
                                .setName("hourly")
                                .build())
                        .getTimesCount())
                .isEqualTo(10);
        assertThat(Status.fromThrowable(catchThrowable(
                                () -> server.schedules.previewSchedule(PreviewScheduleRequest.getDefaultInstance())))
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void previewsFromTheTimeOfTheServer() throws IOException {
        ManualTime time = new ManualTime();
        try (Native other = Native.on(folder.resolve("other"), time)) {
            time.advance(java.time.Duration.ofMinutes(90));

            assertThat(other.schedules
                            .previewSchedule(PreviewScheduleRequest.newBuilder()
                                    .setTimetable(Timetable.newBuilder().setCron("0 * * * *"))
                                    .setCount(1)
                                    .build())
                            .getTimesList())
                    .containsExactly(Times.timestamp(ManualTime.START_MILLIS + 2 * 3_600_000));
        }
    }

    @Test
    void listsPagesAndDeletes() {
        create(hourly());
        create(hourly().setName("h2"));
        create(hourly().setName("other"));
        ListSchedulesRequest.Builder request = ListSchedulesRequest.newBuilder()
                .setNamePrefix("h")
                .setPage(PageRequest.newBuilder().setSize(1));
        ListSchedulesResponse first = server.schedules.listSchedules(request.build());
        assertThat(first.getSchedulesList()).extracting(Schedule::getName).containsExactly("h2");
        ListSchedulesResponse second = server.schedules.listSchedules(
                request.setPage(PageRequest.newBuilder().setSize(1).setPage(first.getNextPage()))
                        .build());
        assertThat(second.getSchedulesList()).extracting(Schedule::getName).containsExactly("hourly");
        assertThat(second.getNextPage()).isEmpty();

        var unused = server.schedules.deleteSchedule(
                DeleteScheduleRequest.newBuilder().setName("hourly").build());
        assertThat(Status.fromThrowable(catchThrowable(this::get)).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void tellsThatItServes() {
        assertThat(HealthGrpc.newBlockingStub(server.channel)
                        .check(HealthCheckRequest.newBuilder()
                                .setService("skidway.v1.Schedules")
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }
}
