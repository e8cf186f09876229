package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Moves the end of leases; one that ends now is over as if it had run out. */
final class VisibilityChangedApplier implements Applier<VisibilityChanged> {

    private final Queues queues;

    VisibilityChangedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(VisibilityChanged event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        long now = context.timestampMillis();
        boolean mayLease = queue.full();
        queues.shared.snapshot.beforeChange(queue);
        for (VisibilityChanged.Changed changed : event.messages()) {
            int record = queue.messages.records.find(changed.lane(), changed.slot());
            Invariant.check(record != Records.ABSENT, "a lease that is changed exists");
            if (changed.untilMillis() <= now) {
                mayLease |= queue.messages.life.timeIsOver(record, now);
            } else {
                queue.messages.leases.extend(record, changed.untilMillis());
            }
        }
        queues.dueChanged(queue);
        if (mayLease) {
            context.wake(queue.id());
        }
    }
}
