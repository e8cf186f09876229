package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Asks the tables of a queue what they hold against serving it. */
final class ExplainQueueDecider implements Decider<ExplainQueue, Explanation> {

    private final QueuesRead queues;

    ExplainQueueDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<Explanation> decide(ExplainQueue command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        return queue == null
                ? Rejections.queueNotFound(command.queue())
                : new Decision.Accept<>(List.of(), queue.explain(ExplainJobDecider.deadMove(queue, queues), nowMillis));
    }
}
