package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Lets each message begin anew, or go on as the job it is, at the end of its lane in the other queue, and wakes that queue's receivers. */
final class MessagesMovedApplier implements Applier<MessagesMoved> {

    private final Queues queues;

    MessagesMovedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MessagesMoved event, ApplyContext context) {
        Queue source = queues.get(event.sourceQueueId());
        queues.shared.snapshot.beforeChange(source);
        boolean anew = event.cursor() == null;
        for (MessagesMoved.To to : event.destinations()) {
            move(source, to, anew, context);
        }
        queues.dueChanged(source);
        MoveTask task = queues.moveTasks.change(event.taskId());
        task.moved += event.count();
        task.cursor = event.cursor() == null ? task.cursor : event.cursor();
        queues.moveTasks.dueAt(task, event.nextBatchMillis());
    }

    private void move(Queue source, MessagesMoved.To to, boolean anew, ApplyContext context) {
        long now = context.timestampMillis();
        Queue target = queues.get(to.queueId());
        queues.shared.snapshot.beforeChange(target);
        target.openLanes(to.newLanes(), now);
        for (MessagesDeadLettered.Moved moved : to.messages()) {
            source.messages.life.leaves(moved.lane(), moved.slot(), now);
            if (anew) {
                Payload payload = source.messages.take(moved.lane(), moved.slot(), now);
                target.messages.append(moved.targetLane(), moved.targetSlot(), payload, now, now);
            } else {
                MovingMessage moving = source.messages.takeWhole(moved.lane(), moved.slot(), now);
                target.messages.appendMoved(moved.targetLane(), moved.targetSlot(), moving.redriven(now));
            }
        }
        queues.dueChanged(target);
        context.wake(target.id());
    }
}
