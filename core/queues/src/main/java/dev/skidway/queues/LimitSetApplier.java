package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Makes or changes the limit and wakes the receivers of its queues. */
final class LimitSetApplier implements Applier<LimitSet> {

    private final Queues queues;

    LimitSetApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(LimitSet event, ApplyContext context) {
        queues.shared.limits.set(event.name(), event.concurrencyMax(), event.rate(), context);
    }
}
