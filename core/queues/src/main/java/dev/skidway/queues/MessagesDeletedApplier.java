package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Removes the messages; their payloads are dead from now on. Wakes receivers if there is room in flight again, or a group is free. */
final class MessagesDeletedApplier implements Applier<MessagesDeleted> {

    private final Queues queues;

    MessagesDeletedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MessagesDeleted event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        queues.shared.snapshot.beforeChange(queue);
        boolean mayLease = queue.full();
        for (MessagesDeleted.Deleted deleted : event.messages()) {
            mayLease |=
                    queue.messages.life.done(deleted.lane(), deleted.slot(), event.jobs(), context.timestampMillis());
        }
        queue.deletedTotal += event.messages().size();
        queues.dueChanged(queue);
        if (mayLease) {
            context.wake(queue.id());
        }
    }
}
