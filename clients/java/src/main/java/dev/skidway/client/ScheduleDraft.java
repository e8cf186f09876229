package dev.skidway.client;

import dev.skidway.v1.Schedule;
import java.time.Duration;

/**
 * A schedule to be made or changed, put together step by step: {@code ScheduleDraft.of("nightly", "reports", Timetable.cron("0 2 * * *"),
 * JobDraft.of("all"))}.
 */
public final class ScheduleDraft {

    private final Schedule.Builder schedule;

    private ScheduleDraft(Schedule.Builder schedule) {
        this.schedule = schedule;
    }

    /**
     * A schedule that sends this job to this queue whenever the timetable says so.
     *
     * @param name 1 to 80 letters, digits, hyphens and underscores
     * @param job without delay, due time and idempotency key; body and attributes at most 64 KiB. Its metadata gets {@code schedule} and
     *     {@code scheduled-for}
     */
    public static ScheduleDraft of(String name, String queue, Timetable timetable, JobDraft job) {
        return new ScheduleDraft(Schedule.newBuilder()
                .setName(name)
                .setQueue(queue)
                .setTimetable(timetable.proto())
                .setJob(job.proto()));
    }

    static ScheduleDraft of(Schedule schedule) {
        return new ScheduleDraft(schedule.toBuilder());
    }

    /** Whenever this timetable says so, instead of the one before. */
    public ScheduleDraft timetable(Timetable timetable) {
        schedule.setTimetable(timetable.proto());
        return this;
    }

    /** This job, instead of the one before. */
    public ScheduleDraft job(JobDraft job) {
        schedule.setJob(job.proto());
        return this;
    }

    /** What becomes of a firing when the job before is not finished. Default: it is left out. */
    public ScheduleDraft overlap(Overlap overlap) {
        schedule.setOverlap(overlap.proto());
        return this;
    }

    /**
     * Firings that were missed while the server was down or the schedule was paused are made up for if they are not older than this, 10 s to
     * 30 days. Default: a minute.
     */
    public ScheduleDraft catchUp(Duration age) {
        schedule.setCatchUp(Protos.duration(age));
        return this;
    }

    /** Whether it fires only by hand until it is resumed. Default: no. */
    public ScheduleDraft paused(boolean paused) {
        schedule.setPaused(paused);
        return this;
    }

    /** For people, at most 512 bytes. */
    public ScheduleDraft note(String text) {
        schedule.setNote(text);
        return this;
    }

    Schedule proto() {
        return schedule.build();
    }
}
