package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Adds the task, due at once. */
final class MoveTaskStartedApplier implements Applier<MoveTaskStarted> {

    private final Queues queues;

    MoveTaskStartedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MoveTaskStarted event, ApplyContext context) {
        long destination = event.destinationQueueId();
        queues.moveTasks.start(new MoveTask(
                event.taskId(),
                event.sourceQueueId(),
                queues.get(event.sourceQueueId()).name(),
                destination,
                destination == 0 ? null : queues.get(destination).name(),
                event.perSecondMax(),
                event.total(),
                event.redrive(),
                context.timestampMillis()));
    }
}
