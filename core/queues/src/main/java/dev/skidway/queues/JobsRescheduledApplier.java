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
            int record = messages.records.find(entry.lane(), entry.slot());
            if (entry.dueMillis() > now) {
                messages.postpone(entry.lane(), entry.slot(), now, entry.dueMillis());
            } else if (record != Records.ABSENT && messages.records.isDelayed(record)) {
                messages.makeVisible(record, now);
                ready = true;
            }
        }
        queues.dueChanged(queue);
        if (ready) {
            context.wake(queue.id());
        }
    }
}
