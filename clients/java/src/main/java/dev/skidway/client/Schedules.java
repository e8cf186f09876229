package dev.skidway.client;

import dev.skidway.v1.BackfillScheduleRequest;
import dev.skidway.v1.CreateScheduleRequest;
import dev.skidway.v1.DeleteScheduleRequest;
import dev.skidway.v1.GetScheduleRequest;
import dev.skidway.v1.ListSchedulesRequest;
import dev.skidway.v1.PauseScheduleRequest;
import dev.skidway.v1.PreviewScheduleRequest;
import dev.skidway.v1.ResumeScheduleRequest;
import dev.skidway.v1.TriggerScheduleRequest;
import dev.skidway.v1.TriggerScheduleResponse;
import dev.skidway.v1.UpdateScheduleRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jobs that are sent again and again, by the calendar or at intervals. Every change is durable before a method returns.
 *
 * <p>All methods throw a {@link SkidwayClientException}: refused with its code, such as {@code SK-QUE-043} for a schedule that does not
 * exist and {@code SK-GRP-002} for a timetable that cannot be; or the answer was lost. Of those that change something, {@link #create},
 * {@link #update}, {@link #pause} and {@link #resume} may be repeated without looking.
 */
public final class Schedules {

    private final Protocol protocol;

    Schedules(Protocol protocol) {
        this.protocol = protocol;
    }

    /** Makes a schedule; refused if there is one of this name ({@code SK-QUE-044}), or its queue does not exist ({@code SK-QUE-001}). */
    public ScheduleInfo create(ScheduleDraft draft) {
        CreateScheduleRequest request =
                CreateScheduleRequest.newBuilder().setSchedule(draft.proto()).build();
        return new ScheduleInfo(Protocol.call(() -> protocol.schedules().createSchedule(request)));
    }

    /** Replaces all that a schedule is made of; what has fired stays fired, what waits goes on waiting. */
    public ScheduleInfo update(ScheduleDraft draft) {
        UpdateScheduleRequest request =
                UpdateScheduleRequest.newBuilder().setSchedule(draft.proto()).build();
        return new ScheduleInfo(Protocol.call(() -> protocol.schedules().updateSchedule(request)));
    }

    /** A schedule, and what became of it. */
    public ScheduleInfo get(String name) {
        GetScheduleRequest request =
                GetScheduleRequest.newBuilder().setName(name).build();
        return new ScheduleInfo(Protocol.call(() -> protocol.schedules().getSchedule(request)));
    }

    /** All schedules, by name; fetched page by page as the stream is read. */
    public Stream<ScheduleInfo> list() {
        return list("");
    }

    /** Schedules whose names begin so, by name; fetched page by page as the stream is read. */
    public Stream<ScheduleInfo> list(String namePrefix) {
        return Pages.stream(page -> {
            ListSchedulesRequest request = ListSchedulesRequest.newBuilder()
                    .setNamePrefix(namePrefix)
                    .setPage(page)
                    .build();
            var answer = Protocol.call(() -> protocol.schedules().listSchedules(request));
            return new Pages.Page<>(
                    answer.getSchedulesList().stream().map(ScheduleInfo::new).toList(), answer.getNextPage());
        });
    }

    /** Deletes a schedule; the jobs it sent stay. */
    public void delete(String name) {
        DeleteScheduleRequest request =
                DeleteScheduleRequest.newBuilder().setName(name).build();
        var unused = Protocol.call(() -> protocol.schedules().deleteSchedule(request));
    }

    /**
     * Has a schedule fire only by hand until it is resumed.
     *
     * @param note for people, at most 512 bytes
     */
    public ScheduleInfo pause(String name, String note) {
        PauseScheduleRequest request =
                PauseScheduleRequest.newBuilder().setName(name).setNote(note).build();
        return new ScheduleInfo(Protocol.call(() -> protocol.schedules().pauseSchedule(request)));
    }

    /** Ends a pause; firings that were missed meanwhile are made up for as far as the schedule catches up. */
    public ScheduleInfo resume(String name) {
        ResumeScheduleRequest request =
                ResumeScheduleRequest.newBuilder().setName(name).build();
        return new ScheduleInfo(Protocol.call(() -> protocol.schedules().resumeSchedule(request)));
    }

    /**
     * What became of a firing by hand.
     *
     * @param jobId the job that was sent; empty if none was, or none yet
     * @param buffered whether it waits for the job before
     */
    public record Triggered(String jobId, boolean buffered) {}

    /** Fires now, also while paused, under the overlap policy of the schedule. */
    public Triggered trigger(String name) {
        return trigger(TriggerScheduleRequest.newBuilder().setName(name));
    }

    /** Fires now, also while paused, under this overlap policy. */
    public Triggered trigger(String name, Overlap overlap) {
        return trigger(TriggerScheduleRequest.newBuilder().setName(name).setOverlap(overlap.proto()));
    }

    private Triggered trigger(TriggerScheduleRequest.Builder request) {
        TriggerScheduleResponse answer =
                Protocol.call(() -> protocol.schedules().triggerSchedule(request.build()));
        return new Triggered(answer.getJobId(), answer.getBuffered());
    }

    /**
     * Fires for the times of a range in the past, at most 10,000, under this overlap policy; one backfill of a schedule at a time
     * ({@code SK-QUE-047}).
     *
     * @param from inclusive
     * @param to exclusive
     * @return the firings that there are
     */
    public int backfill(String name, Instant from, Instant to, Overlap overlap) {
        BackfillScheduleRequest request = BackfillScheduleRequest.newBuilder()
                .setName(name)
                .setFrom(Protos.timestamp(from))
                .setTo(Protos.timestamp(to))
                .setOverlap(overlap.proto())
                .build();
        return Protocol.call(() -> protocol.schedules().backfillSchedule(request))
                .getFirings();
    }

    /** The next times of a schedule, 1 to 100; fewer if it ends before. */
    public List<Instant> preview(String name, int count) {
        return preview(PreviewScheduleRequest.newBuilder().setName(name).setCount(count));
    }

    /** The next times of a timetable, 1 to 100, without storing anything; fewer if it ends before. */
    public List<Instant> preview(Timetable timetable, int count) {
        return preview(PreviewScheduleRequest.newBuilder()
                .setTimetable(timetable.proto())
                .setCount(count));
    }

    /** The times of a timetable after this one, 1 to 100, without storing anything; fewer if it ends before. */
    public List<Instant> preview(Timetable timetable, Instant after, int count) {
        return preview(PreviewScheduleRequest.newBuilder()
                .setTimetable(timetable.proto())
                .setAfter(Protos.timestamp(after))
                .setCount(count));
    }

    private List<Instant> preview(PreviewScheduleRequest.Builder request) {
        return Protocol.call(() -> protocol.schedules().previewSchedule(request.build())).getTimesList().stream()
                .map(Protos::instant)
                .toList();
    }
}
