package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;
import java.util.Objects;

/** Starts a backfill where none is under way. */
final class BackfillScheduleDecider implements Decider<BackfillSchedule, BackfillSchedule.Reply> {

    private final QueuesRead queues;

    BackfillScheduleDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<BackfillSchedule.Reply> decide(BackfillSchedule command, long nowMillis) {
        ScheduleRead schedule = queues.schedules().find(command.schedule());
        if (schedule == null) {
            return ScheduleRules.notFound(command.schedule());
        }
        String flaw = SettingsRules.outside("firings", command.firings(), 1, QueueLimits.BACKFILL_FIRINGS_MAX);
        flaw = flaw != null ? flaw : SettingsRules.outside("firstMillis", command.firstMillis(), 0, nowMillis);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("lastMillis", command.lastMillis(), command.firstMillis(), nowMillis);
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SCHEDULE_INVALID, flaw);
        }
        if (schedule.backfill() != null) {
            return Rejections.reject(
                    QueueRejection.SCHEDULE_BACKFILL_RUNNING,
                    "Expected no backfill of this schedule under way; wait until it is done.");
        }
        Overlap overlap =
                Objects.requireNonNullElse(command.overlap(), schedule.spec().overlap());
        return new Decision.Accept<>(
                List.of(new BackfillAsked(
                        command.schedule(), command.firstMillis(), command.firings(), overlap, command.origin())),
                new BackfillSchedule.Reply());
    }
}
