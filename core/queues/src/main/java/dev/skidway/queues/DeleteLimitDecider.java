package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Deletes a shared limit unless a queue names it. */
final class DeleteLimitDecider implements Decider<DeleteLimit, DeleteLimit.Reply> {

    private final QueuesRead queues;

    DeleteLimitDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<DeleteLimit.Reply> decide(DeleteLimit command, long nowMillis) {
        LimitView limit = queues.limits().view(command.limit());
        if (limit == null) {
            return Rejections.limitNotFound(command.limit());
        }
        if (limit.queues() > 0) {
            return Rejections.reject(
                    QueueRejection.LIMIT_IN_USE,
                    "Expected no queue that names the limit " + limit.name() + ", found " + limit.queues()
                            + "; take it out of their settings first.");
        }
        String flaw = SettingsRules.flaw(command.origin());
        return flaw != null
                ? Rejections.reject(QueueRejection.SETTING_INVALID, flaw)
                : new Decision.Accept<>(
                        List.of(new LimitDeleted(command.limit(), command.origin())), new DeleteLimit.Reply());
    }
}
