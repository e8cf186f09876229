package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Answers once the plan of a receive would not be empty. */
final class AwaitReadyDecider implements Decider<AwaitReady, AwaitReady.Reply> {

    private final QueuesRead queues;

    AwaitReadyDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<AwaitReady.Reply> decide(AwaitReady command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        String flaw = SettingsRules.outside("waitMillis", command.waitMillis(), 0, QueueLimits.AWAIT_MILLIS_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        if (queue.room(nowMillis) > 0 && !queue.plan(1, false, nowMillis).isEmpty()) {
            return new Decision.Accept<>(List.of(), new AwaitReady.Reply(true));
        }
        AwaitReady.Reply nothing = new AwaitReady.Reply(false);
        return command.waitMillis() == 0
                ? new Decision.Accept<>(List.of(), nothing)
                : new Decision.Wait<>(queue.id(), nowMillis + command.waitMillis(), nothing);
    }
}
