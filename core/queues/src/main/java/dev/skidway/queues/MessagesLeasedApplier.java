package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Leases the messages. */
final class MessagesLeasedApplier implements Applier<MessagesLeased> {

    private final Queues queues;

    MessagesLeasedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MessagesLeased event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        for (MessagesLeased.Leased leased : event.messages()) {
            int receiveCount =
                    queue.messages.lease(leased.lane(), leased.slot(), context.timestampMillis(), event.untilMillis());
            Invariant.check(
                    receiveCount == leased.receiveCount(), "receive count", leased.receiveCount(), receiveCount);
        }
        queues.dueChanged(queue);
    }
}
