package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Replaces the tags; they change nothing about how the queue behaves. */
final class QueueTagsChangedApplier implements Applier<QueueTagsChanged> {

    private final Queues queues;

    QueueTagsChangedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(QueueTagsChanged event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        queues.shared.snapshot.beforeChange(queue);
        queue.tags = event.tags();
    }
}
