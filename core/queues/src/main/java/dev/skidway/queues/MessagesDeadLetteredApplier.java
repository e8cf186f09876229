package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Moves the messages to the end of their lanes in the other queue and wakes its receivers. */
final class MessagesDeadLetteredApplier implements Applier<MessagesDeadLettered> {

    private final Queues queues;

    MessagesDeadLetteredApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MessagesDeadLettered event, ApplyContext context) {
        Queue source = queues.get(event.sourceQueueId());
        Queue target = queues.get(event.targetQueueId());
        queues.shared.snapshot.beforeChange(source);
        queues.shared.snapshot.beforeChange(target);
        target.openLanes(event.newLanes(), context.timestampMillis());
        long now = context.timestampMillis();
        for (MessagesDeadLettered.Moved moved : event.messages()) {
            source.messages.life.leaves(moved.lane(), moved.slot(), now);
            MovingMessage moving = source.messages.takeWhole(moved.lane(), moved.slot(), now);
            target.messages.appendMoved(
                    moved.targetLane(), moved.targetSlot(), moving.asDeadLetterOf(source.name(), now));
        }
        queues.dueChanged(source);
        queues.dueChanged(target);
        context.wake(target.id());
    }
}
