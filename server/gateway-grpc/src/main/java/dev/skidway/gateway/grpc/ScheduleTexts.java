package dev.skidway.gateway.grpc;

import com.google.protobuf.ByteString;
import dev.skidway.node.JobService;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ScheduleSpec;
import dev.skidway.queues.ScheduleView;
import dev.skidway.queues.UniqueKey;
import dev.skidway.timetable.TimetableFault;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Overlap;
import dev.skidway.v1.Schedule;
import dev.skidway.v1.Timetable;
import dev.skidway.v1.Unique;
import org.jspecify.annotations.Nullable;

/** Schedules, from the protocol's words to the domain's and back. */
final class ScheduleTexts {

    private static final long CATCH_UP_MILLIS_DEFAULT = 60_000;

    private ScheduleTexts() {}

    static ScheduleSpec spec(Schedule schedule) {
        QueueName queue = Asking.queue(schedule.getQueue());
        NewJob job = schedule.getJob();
        if (job.hasDelay() || job.hasDueAt() || !job.getIdempotencyKey().isEmpty()) {
            throw Refusal.invalid("job: expected none of delay, due_at and idempotency_key, found at least one: the"
                    + " timetable says when");
        }
        dev.skidway.queues.Overlap overlap = overlapOrNull(schedule.getOverlap());
        return new ScheduleSpec(
                queue.name(),
                timetable(schedule.getTimetable()),
                NewJobs.message(job, queue.fifo()),
                overlap == null ? dev.skidway.queues.Overlap.SKIP : overlap,
                schedule.hasCatchUp()
                        ? Times.millis(schedule.getCatchUp(), "catch_up", 0, QueueLimits.CATCH_UP_MILLIS_MAX)
                        : CATCH_UP_MILLIS_DEFAULT,
                schedule.getPaused(),
                schedule.getNote());
    }

    static dev.skidway.timetable.Timetable timetable(Timetable given) {
        long every = given.hasEvery()
                ? Times.millis(
                        given.getEvery(),
                        "timetable.every",
                        dev.skidway.timetable.Timetable.EVERY_MILLIS_MIN,
                        dev.skidway.timetable.Timetable.EVERY_MILLIS_MAX)
                : 0;
        long jitter = given.hasJitter()
                ? Times.millis(
                        given.getJitter(), "timetable.jitter", 0, dev.skidway.timetable.Timetable.JITTER_MILLIS_MAX)
                : 0;
        try {
            return dev.skidway.timetable.Timetable.of(new dev.skidway.timetable.Timetable.Spec(
                    given.getCron(),
                    every,
                    given.getTimeZone(),
                    jitter,
                    given.hasStart() ? Times.millis(given.getStart(), "timetable.start") : 0,
                    given.hasEnd()
                            ? Times.millis(given.getEnd(), "timetable.end")
                            : dev.skidway.timetable.Timetable.NEVER));
        } catch (TimetableFault e) {
            throw Refusal.invalid("timetable: " + e.text());
        }
    }

    /** Null: none is named. */
    static dev.skidway.queues.@Nullable Overlap overlapOrNull(Overlap overlap) {
        return switch (overlap) {
            case OVERLAP_UNSPECIFIED -> null;
            case OVERLAP_SKIP -> dev.skidway.queues.Overlap.SKIP;
            case OVERLAP_BUFFER_ONE -> dev.skidway.queues.Overlap.BUFFER_ONE;
            case OVERLAP_BUFFER_ALL -> dev.skidway.queues.Overlap.BUFFER_ALL;
            case OVERLAP_CANCEL_OTHER -> dev.skidway.queues.Overlap.CANCEL_OTHER;
            case OVERLAP_ALLOW_ALL -> dev.skidway.queues.Overlap.ALLOW_ALL;
            case UNRECOGNIZED -> throw Refusal.invalid("overlap: expected one of this version, found another");
        };
    }

    static Schedule shown(ScheduleView view, JobService.Seal seal) {
        ScheduleSpec spec = view.spec();
        Schedule.Builder schedule = Schedule.newBuilder()
                .setName(view.name().name())
                .setQueue(spec.queue())
                .setTimetable(shown(spec.timetable().spec()))
                .setJob(shown(spec.job()))
                .setOverlap(
                        switch (spec.overlap()) {
                            case SKIP -> Overlap.OVERLAP_SKIP;
                            case BUFFER_ONE -> Overlap.OVERLAP_BUFFER_ONE;
                            case BUFFER_ALL -> Overlap.OVERLAP_BUFFER_ALL;
                            case CANCEL_OTHER -> Overlap.OVERLAP_CANCEL_OTHER;
                            case ALLOW_ALL -> Overlap.OVERLAP_ALLOW_ALL;
                        })
                .setCatchUp(Times.duration(spec.catchUpMillis()))
                .setPaused(spec.paused())
                .setNote(spec.note())
                .setCreated(Times.timestamp(view.createdAtMillis()))
                .setFiredTotal(view.firedTotal())
                .setSkippedTotal(view.skippedTotal())
                .setBuffered(view.waiting())
                .setLastSkip(view.lastSkip());
        if (view.lastFiredForMillis() >= 0) {
            schedule.setLastFiredFor(Times.timestamp(view.lastFiredForMillis()));
        }
        if (view.nextMillis() != dev.skidway.timetable.Timetable.NEVER) {
            schedule.setNext(Times.timestamp(view.nextMillis()));
        }
        if (view.lastJob() != null) {
            schedule.setLastJobId(seal.jobId(view.lastJob()));
        }
        return schedule.build();
    }

    private static Timetable shown(dev.skidway.timetable.Timetable.Spec spec) {
        Timetable.Builder timetable = Timetable.newBuilder().setTimeZone(spec.zone());
        if (spec.everyMillis() > 0) {
            timetable.setEvery(Times.duration(spec.everyMillis()));
        } else {
            timetable.setCron(spec.cron());
        }
        if (spec.jitterMillis() > 0) {
            timetable.setJitter(Times.duration(spec.jitterMillis()));
        }
        if (spec.startMillis() > 0) {
            timetable.setStart(Times.timestamp(spec.startMillis()));
        }
        if (spec.endMillis() != dev.skidway.timetable.Timetable.NEVER) {
            timetable.setEnd(Times.timestamp(spec.endMillis()));
        }
        return timetable.build();
    }

    private static NewJob shown(NewMessage job) {
        NewJob.Builder shown =
                NewJob.newBuilder().setBody(ByteString.copyFrom(job.body())).setPriority(job.priority());
        if (job.key() != null) {
            shown.setKey(job.key());
        }
        if (job.headers().length > 0) {
            shown.putAllAttributes(LeasedJobs.attributes(job.headers()));
        }
        JobOptions options = job.options() == null ? JobOptions.NONE : job.options();
        shown.putAllMetadata(options.metadata());
        if (options.expireAfterMillis() >= 0) {
            shown.setTimeToLive(Times.duration(options.expireAfterMillis()));
        }
        Boolean atMostOnce = options.atMostOnce();
        if (atMostOnce != null) {
            shown.setAtMostOnce(atMostOnce);
        }
        if (options.retry() != null) {
            shown.setRetry(RetryPolicies.shown(options.retry()));
        }
        if (options.unique() != null) {
            shown.setUnique(shown(options.unique()));
        }
        return shown.build();
    }

    private static Unique shown(UniqueKey unique) {
        return Unique.newBuilder()
                .setKey(unique.key())
                .setWhileWaiting(unique.waiting())
                .setWhileRunning(unique.running())
                .setWindow(Times.duration(unique.windowMillis()))
                .setMode(
                        switch (unique.mode()) {
                            case REJECT -> Unique.Mode.MODE_REJECT;
                            case KEEP_FIRST -> Unique.Mode.MODE_KEEP_FIRST;
                            case REPLACE -> Unique.Mode.MODE_REPLACE;
                            case DEBOUNCE -> Unique.Mode.MODE_DEBOUNCE;
                            case THROTTLE -> Unique.Mode.MODE_THROTTLE;
                        })
                .build();
    }
}
