package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Asks the tables of the queue where a job lies what they hold against serving it. */
final class ExplainJobDecider implements Decider<ExplainJob, Explanation> {

    private static final Explanation FINISHED = new Explanation(
            false,
            List.of(Reason.of(Reason.Kind.FINISHED, "The job is finished and gone, or there never was such a job.")));

    private final QueuesRead queues;

    ExplainJobDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<Explanation> decide(ExplainJob command, long nowMillis) {
        if (queues.find(command.queue()) == null) {
            return Rejections.queueNotFound(command.queue());
        }
        MessageRef place = queues.placeOf(command.job());
        QueueRead queue = place == null ? null : queues.withId(place.queueId());
        Explanation explanation = place == null
                        || queue == null
                        || !queue.name().namespace().equals(command.queue().namespace())
                ? FINISHED
                : explained(queue, place, nowMillis);
        return new Decision.Accept<>(List.of(), explanation);
    }

    private Explanation explained(QueueRead queue, MessageRef place, long nowMillis) {
        LaneRead lane = queue.lane(place.lane());
        return lane == null || !lane.isLive(place.slot())
                ? FINISHED
                : queue.explain(place, deadMove(queue, queues), nowMillis);
    }

    /** Whether messages of a queue that were tried in vain too often have somewhere to go. */
    static boolean deadMove(QueueRead queue, QueuesRead queues) {
        DeadLetterPolicy policy = queue.settings().deadLetters();
        return policy.on() && queues.find(new QueueName(queue.name().namespace(), policy.targetName())) != null;
    }
}
