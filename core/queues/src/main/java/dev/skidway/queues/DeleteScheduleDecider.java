package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Deletes a schedule that exists. */
final class DeleteScheduleDecider implements Decider<DeleteSchedule, DeleteSchedule.Reply> {

    private final QueuesRead queues;

    DeleteScheduleDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<DeleteSchedule.Reply> decide(DeleteSchedule command, long nowMillis) {
        if (queues.schedules().find(command.schedule()) == null) {
            return ScheduleRules.notFound(command.schedule());
        }
        String flaw = SettingsRules.flaw(command.origin());
        return flaw != null
                ? Rejections.reject(QueueRejection.SETTING_INVALID, flaw)
                : new Decision.Accept<>(
                        List.of(new ScheduleDeleted(command.schedule(), command.origin())), new DeleteSchedule.Reply());
    }
}
