package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Forgets the limit. */
final class LimitDeletedApplier implements Applier<LimitDeleted> {

    private final Queues queues;

    LimitDeletedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(LimitDeleted event, ApplyContext context) {
        queues.shared.limits.remove(event.name());
    }
}
