package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Moves the end of leases, or gives messages back. */
final class VisibilityChangedApplier implements Applier<VisibilityChanged> {

    private final Queues queues;

    VisibilityChangedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(VisibilityChanged event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        long now = context.timestampMillis();
        boolean returned = false;
        for (VisibilityChanged.Changed changed : event.messages()) {
            int record = queue.messages.records.find(changed.lane(), changed.slot());
            Invariant.check(record != Records.ABSENT, "a lease that is changed exists");
            if (changed.untilMillis() <= now) {
                queue.messages.tried(changed.lane(), false, now);
                queue.messages.makeVisible(record, now);
                returned = true;
            } else {
                queue.messages.extend(record, changed.untilMillis());
            }
        }
        queues.dueChanged(queue);
        if (returned) {
            context.wake(queue.id());
        }
    }
}
