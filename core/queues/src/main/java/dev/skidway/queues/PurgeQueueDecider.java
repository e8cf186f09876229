package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Purges a queue, at most once in a while. */
final class PurgeQueueDecider implements Decider<PurgeQueue, PurgeQueue.Reply> {

    private final QueuesRead queues;

    PurgeQueueDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<PurgeQueue.Reply> decide(PurgeQueue command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        String flaw = SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        if (queue.purgedAtMillis() >= 0 && queue.purgedAtMillis() + QueueLimits.PURGE_INTERVAL_MILLIS > nowMillis) {
            return Rejections.reject(
                    QueueRejection.PURGE_IN_PROGRESS,
                    "Only one PurgeQueue operation on " + command.queue().name() + " is allowed every "
                            + QueueLimits.PURGE_INTERVAL_MILLIS / 1_000 + " seconds.");
        }
        return new Decision.Accept<>(
                List.of(new QueuePurged(queue.id(), command.origin())), new PurgeQueue.Reply(queue.messageCount()));
    }
}
