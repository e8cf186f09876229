package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.Objects;

/** Fires for this very moment. */
final class TriggerScheduleDecider implements Decider<TriggerSchedule, TriggerSchedule.Reply> {

    private final QueuesRead queues;

    TriggerScheduleDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<TriggerSchedule.Reply> decide(TriggerSchedule command, long nowMillis) {
        ScheduleRead schedule = queues.schedules().find(command.schedule());
        if (schedule == null) {
            return ScheduleRules.notFound(command.schedule());
        }
        String flaw = SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SCHEDULE_INVALID, flaw);
        }
        Overlap overlap =
                Objects.requireNonNullElse(command.overlap(), schedule.spec().overlap());
        return new FiringPlan(schedule, queues, nowMillis).trigger(overlap, command.origin());
    }
}
