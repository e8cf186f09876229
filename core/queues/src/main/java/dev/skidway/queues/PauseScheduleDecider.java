package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Pauses a schedule, or lets it go on. */
final class PauseScheduleDecider implements Decider<PauseSchedule, ScheduleView> {

    private final QueuesRead queues;

    PauseScheduleDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ScheduleView> decide(PauseSchedule command, long nowMillis) {
        ScheduleRead schedule = queues.schedules().find(command.schedule());
        if (schedule == null) {
            return ScheduleRules.notFound(command.schedule());
        }
        String flaw = JobRules.text("note", command.note(), 0, QueueLimits.NOTE_BYTES_MAX);
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SCHEDULE_INVALID, flaw);
        }
        ScheduleSpec spec = schedule.spec().with(command.paused(), command.note());
        return new Decision.Accept<>(
                List.of(new SchedulePaused(command.schedule(), command.paused(), command.note(), command.origin())),
                schedule.view().with(spec, schedule.nextMillis()));
    }
}
