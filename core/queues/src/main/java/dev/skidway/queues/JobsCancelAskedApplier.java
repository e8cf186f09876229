package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Keeps in mind that the jobs are to be cancelled: their workers are told, and no further attempt begins. */
final class JobsCancelAskedApplier implements Applier<JobsCancelAsked> {

    private final Queues queues;

    JobsCancelAskedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobsCancelAsked event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        Messages messages = queue.messages;
        for (JobsCancelAsked.Entry entry : event.entries()) {
            messages.life.cancelAsked(entry.lane(), entry.slot());
        }
    }
}
