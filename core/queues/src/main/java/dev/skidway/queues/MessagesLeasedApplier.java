package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;
import java.util.Objects;

/** Leases the messages, or gives the leases of a repeated receive their full time again. */
final class MessagesLeasedApplier implements Applier<MessagesLeased> {

    private final Queues queues;

    MessagesLeasedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MessagesLeased event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        if (event.repeated()) {
            repeat(queue, event);
            return;
        }
        for (MessagesLeased.Leased leased : event.messages()) {
            int receiveCount = queue.messages.lease(
                    leased.lane(), leased.slot(), event.worker(), context.timestampMillis(), event.untilMillis());
            Invariant.check(
                    receiveCount == leased.receiveCount(), "receive count", leased.receiveCount(), receiveCount);
        }
        if (!event.attemptId().isEmpty()) {
            queues.shared.snapshot.beforeChange(queue);
            queue.messages.memory().received(event, event.attemptId(), context.timestampMillis());
        }
        queues.dueChanged(queue);
    }

    private void repeat(Queue queue, MessagesLeased event) {
        Attempts.Attempt attempt = queue.messages.memory().attempts.find(event.attemptId());
        Invariant.check(attempt != null, "a receive that is repeated is remembered");
        for (MessagesLeased.Leased leased : event.messages()) {
            int record = queue.messages.records.find(leased.lane(), leased.slot());
            Invariant.check(record != Records.ABSENT, "a lease that is given again exists");
            queue.messages.leases.extend(record, event.untilMillis());
        }
        queue.messages.memory().repeated(Objects.requireNonNull(attempt), event.untilMillis());
        queues.dueChanged(queue);
    }
}
