package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Reads a queue. */
final class GetQueueDecider implements Decider<GetQueue, QueueView> {

    private final QueuesRead queues;

    GetQueueDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<QueueView> decide(GetQueue command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        return queue == null
                ? Rejections.queueNotFound(command.queue())
                : new Decision.Accept<>(List.of(), queue.view());
    }
}
