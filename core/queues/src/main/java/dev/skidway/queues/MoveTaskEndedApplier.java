package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Keeps the ended task among those that are remembered, and forgets the oldest ones. */
final class MoveTaskEndedApplier implements Applier<MoveTaskEnded> {

    private final Queues queues;

    MoveTaskEndedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MoveTaskEnded event, ApplyContext context) {
        MoveTask task = queues.moveTasks.change(event.taskId());
        queues.moveTasks.end(task, event.status(), event.failure(), context.timestampMillis());
    }
}
