package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Remembers the attempts and has the jobs wait for a further one. */
final class JobsRetriedApplier implements Applier<JobsRetried> {

    private final Queues queues;

    JobsRetriedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobsRetried event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        Messages messages = queue.messages;
        long now = context.timestampMillis();
        queues.shared.snapshot.beforeChange(queue);
        boolean mayLease = queue.full();
        for (JobsRetried.Entry entry : event.entries()) {
            int record = messages.records.find(entry.lane(), entry.slot());
            Invariant.check(record != Records.ABSENT, "a lease that failed exists");
            messages.life.ended(
                    entry.lane(),
                    entry.slot(),
                    messages.life.attempt(record, entry.ending(), entry.code(), entry.text(), now));
            if (entry.ending() == JobAttempt.Ending.FAILED) {
                messages.leases.tried(entry.lane(), false, now);
            }
            if (entry.dueMillis() > now) {
                mayLease |= messages.postpone(entry.lane(), entry.slot(), now, entry.dueMillis());
            } else {
                messages.makeVisible(record, now);
                mayLease = true;
            }
        }
        queues.dueChanged(queue);
        if (mayLease) {
            context.wake(queue.id());
        }
    }
}
