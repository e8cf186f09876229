package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Moves the jobs within their queue and wakes receivers: one may be the next now. */
final class JobsReprioritizedApplier implements Applier<JobsReprioritized> {

    private final Queues queues;

    JobsReprioritizedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobsReprioritized event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        long now = context.timestampMillis();
        queues.shared.snapshot.beforeChange(queue);
        queue.openLanes(event.newLanes(), now);
        for (MessagesDeadLettered.Moved moved : event.messages()) {
            MovingMessage moving = queue.messages.takeWhole(moved.lane(), moved.slot(), now);
            queue.messages.appendMoved(moved.targetLane(), moved.targetSlot(), moving);
        }
        queues.dueChanged(queue);
        context.wake(queue.id());
    }
}
