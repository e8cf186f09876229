package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Deletes a queue that exists. */
final class DeleteQueueDecider implements Decider<DeleteQueue, DeleteQueue.Reply> {

    private final QueuesRead queues;

    DeleteQueueDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<DeleteQueue.Reply> decide(DeleteQueue command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        String flaw = SettingsRules.flaw(command.origin());
        return flaw != null
                ? Rejections.reject(QueueRejection.SETTING_INVALID, flaw)
                : new Decision.Accept<>(
                        List.of(new QueueDeleted(queue.id(), command.origin())), new DeleteQueue.Reply());
    }
}
