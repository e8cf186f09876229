package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Takes the jobs out, remembers them as long as the queue does, and wakes receivers who may go on. */
final class JobsFinishedApplier implements Applier<JobsFinished> {

    private final Queues queues;

    JobsFinishedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobsFinished event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        Messages messages = queue.messages;
        long now = context.timestampMillis();
        queues.shared.snapshot.beforeChange(queue);
        boolean mayLease = queue.full();
        for (JobsFinished.Entry entry : event.entries()) {
            int record = messages.records.find(entry.lane(), entry.slot());
            JobEnd end = entry.end();
            JobAttempt.Ending ending =
                    end.outcome() == JobOutcome.DONE ? JobAttempt.Ending.DONE : JobAttempt.Ending.FAILED;
            JobAttempt last = record != Records.ABSENT && messages.records.isLeased(record)
                    ? messages.life.attempt(record, ending, end.code(), end.text(), now)
                    : null;
            if (last != null && (end.outcome() == JobOutcome.DONE || end.outcome() == JobOutcome.FAILED)) {
                messages.leases.tried(entry.lane(), end.outcome() == JobOutcome.DONE, now);
            }
            mayLease |= messages.life.finish(entry.lane(), entry.slot(), end, last, now);
        }
        queue.deletedTotal += event.entries().size();
        queues.dueChanged(queue);
        if (mayLease) {
            context.wake(queue.id());
        }
    }
}
