package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Keeps what the worker said, with the new end of its lease. */
final class JobsProgressedApplier implements Applier<JobsProgressed> {

    private final Queues queues;

    JobsProgressedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobsProgressed event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        Messages messages = queue.messages;
        queues.shared.snapshot.beforeChange(queue);
        for (JobsProgressed.Entry entry : event.entries()) {
            int record = messages.records.find(entry.lane(), entry.slot());
            Invariant.check(record != Records.ABSENT, "a lease that goes on exists");
            messages.leases.extend(record, entry.untilMillis());
            messages.life.progressed(entry.lane(), entry.slot(), entry.progress());
        }
        queues.dueChanged(queue);
    }
}
