package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Adds the queue. */
final class QueueCreatedApplier implements Applier<QueueCreated> {

    private final Queues queues;

    QueueCreatedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(QueueCreated event, ApplyContext context) {
        Invariant.check(event.queueId() == queues.nextQueueId, "queue id", queues.nextQueueId, event.queueId());
        Queue queue = new Queue(
                event.queueId(),
                event.name(),
                context.timestampMillis(),
                event.settings(),
                event.tags(),
                queues.shared);
        queue.snapshotEpoch = queues.shared.snapshot.epoch();
        queues.nextQueueId++;
        queues.add(queue);
        queue.gate.join();
    }
}
