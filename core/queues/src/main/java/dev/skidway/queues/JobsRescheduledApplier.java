package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Has the jobs wait until then, or no more. */
final class JobsRescheduledApplier implements Applier<JobsRescheduled> {

    private final Queues queues;

    JobsRescheduledApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobsRescheduled event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        Messages messages = queue.messages;
        long now = context.timestampMillis();
        queues.shared.snapshot.beforeChange(queue);
        boolean ready = false;
        for (JobsRescheduled.Entry entry : event.entries()) {
            if (entry.dueMillis() > now) {
                messages.postpone(entry.lane(), entry.slot(), now, entry.dueMillis());
            } else if (!messages.lanes.get(entry.lane()).isReady(entry.slot())) {
                messages.endDelay(entry.lane(), entry.slot());
                ready = true;
            }
        }
        queues.dueChanged(queue);
        if (ready) {
            context.wake(queue.id());
        }
    }
}
