package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Lets the task end at its next step, which is due at once. */
final class MoveTaskCancelledApplier implements Applier<MoveTaskCancelled> {

    private final Queues queues;

    MoveTaskCancelledApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MoveTaskCancelled event, ApplyContext context) {
        MoveTask task = queues.moveTasks.change(event.taskId());
        task.status = MoveTaskStatus.CANCELLING;
        queues.moveTasks.dueAt(task, context.timestampMillis());
    }
}
