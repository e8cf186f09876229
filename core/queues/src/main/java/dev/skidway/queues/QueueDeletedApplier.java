package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Drops the queue by reference and wakes its receivers, who are then told. */
final class QueueDeletedApplier implements Applier<QueueDeleted> {

    private final Queues queues;

    QueueDeletedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(QueueDeleted event, ApplyContext context) {
        queues.remove(queues.get(event.queueId()), context.timestampMillis());
        context.wake(event.queueId());
    }
}
