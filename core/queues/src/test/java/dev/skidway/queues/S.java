package dev.skidway.queues;

import dev.skidway.engine.EngineHarness;
import dev.skidway.timetable.Timetable;
import dev.skidway.timetable.TimetableFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Short words for what tests ask of schedules. */
final class S {

    static final ScheduleName NAME = new ScheduleName(J.NAMESPACE, "nightly");
    static final long MINUTE = 60_000;
    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;

    private S() {}

    static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static Timetable every(long millis) {
        return of(new Timetable.Spec("", millis, "", 0, 0, Timetable.NEVER));
    }

    static Timetable cron(String line, String zone) {
        return of(new Timetable.Spec(line, 0, zone, 0, 0, Timetable.NEVER));
    }

    static Timetable of(Timetable.Spec spec) {
        try {
            return Timetable.of(spec);
        } catch (TimetableFault e) {
            throw new AssertionError(e);
        }
    }

    static NewMessage job() {
        return Q.message("report").with(JobOptions.NONE);
    }

    /** Sends a report to the orders. */
    static ScheduleSpec spec(Timetable timetable, Overlap overlap, long catchUpMillis) {
        return new ScheduleSpec(Q.ORDERS.name(), timetable, job(), overlap, catchUpMillis, false, "");
    }

    static ScheduleSpec spec(NewMessage job) {
        return new ScheduleSpec(Q.ORDERS.name(), every(MINUTE), job, Overlap.SKIP, MINUTE, false, "");
    }

    static SaveSchedule create(ScheduleSpec spec) {
        return new SaveSchedule(NAME, spec, true, Q.ORIGIN);
    }

    static SaveSchedule update(ScheduleSpec spec) {
        return new SaveSchedule(NAME, spec, false, Q.ORIGIN);
    }

    /** Queue and schedule. */
    static void created(EngineHarness<QueueDomain> engine, ScheduleSpec spec) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(create(spec));
    }

    static TriggerSchedule trigger(@Nullable Overlap overlap) {
        return new TriggerSchedule(NAME, overlap, Q.ORIGIN);
    }

    static PauseSchedule pause(boolean paused) {
        return new PauseSchedule(NAME, paused, paused ? "because" : "", Q.ORIGIN);
    }

    static ScheduleView view(EngineHarness<QueueDomain> engine) {
        return engine.done(new GetSchedule(NAME));
    }

    static long jobs(EngineHarness<QueueDomain> engine) {
        QueueView queue = Q.view(engine);
        return queue.visible() + queue.leased() + queue.delayed();
    }

    /** For when the jobs were sent that wait; they are finished. */
    static List<String> finishAll(EngineHarness<QueueDomain> engine) {
        List<String> times = new ArrayList<>();
        for (LeasedMessage job : Q.received(engine, Q.receive(1_000))) {
            times.add(Objects.requireNonNull(
                    J.details(engine, job.identity()).metadata().get("scheduled-for")));
            J.finish(engine, job, FinishJobs.Done.PLAIN);
        }
        return times;
    }
}
