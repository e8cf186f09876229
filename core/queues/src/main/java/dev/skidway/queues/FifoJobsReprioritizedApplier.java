package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Remembers the priorities, moves the groups that they lead to their levels and wakes receivers: one may be the next now. */
final class FifoJobsReprioritizedApplier implements Applier<FifoJobsReprioritized> {

    private final Queues queues;

    FifoJobsReprioritizedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(FifoJobsReprioritized event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        queues.shared.snapshot.beforeChange(queue);
        for (FifoJobsReprioritized.Entry entry : event.entries()) {
            queue.messages.life.reprioritized(entry.lane(), entry.slot(), entry.priority());
        }
        context.wake(queue.id());
    }
}
