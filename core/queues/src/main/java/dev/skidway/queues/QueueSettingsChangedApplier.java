package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Replaces the settings; a shorter retention takes effect through timers, some messages at a time. */
final class QueueSettingsChangedApplier implements Applier<QueueSettingsChanged> {

    private final Queues queues;

    QueueSettingsChangedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(QueueSettingsChanged event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        queues.shared.snapshot.beforeChange(queue);
        queue.change(event.settings(), context.timestampMillis());
        queues.dueChanged(queue);
        // More may be allowed in flight now.
        context.wake(queue.id());
    }
}
