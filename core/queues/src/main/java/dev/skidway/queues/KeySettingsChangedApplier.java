package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Replaces the settings of the keys and wakes receivers: some may be served now that could not. */
final class KeySettingsChangedApplier implements Applier<KeySettingsChanged> {

    private final Queues queues;

    KeySettingsChangedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(KeySettingsChanged event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        queues.shared.snapshot.beforeChange(queue);
        for (KeySettingsChanged.Changed changed : event.keys()) {
            String key = changed.key();
            KeyLanes lanes = queue.messages.lanes.findKey(key.isEmpty() ? null : key);
            queue.keys.set(changed, lanes, context.timestampMillis());
            if (lanes != null) {
                queue.messages.activity.reconsider(lanes);
            }
        }
        queues.dueChanged(queue);
        context.wake(queue.id());
    }
}
