package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Drops the messages by reference. */
final class QueuePurgedApplier implements Applier<QueuePurged> {

    private final Queues queues;

    QueuePurgedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(QueuePurged event, ApplyContext context) {
        queues.purge(queues.get(event.queueId()), context.timestampMillis());
    }
}
