package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Forgets the schedule. */
final class ScheduleDeletedApplier implements Applier<ScheduleDeleted> {

    private final Queues queues;

    ScheduleDeletedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(ScheduleDeleted event, ApplyContext context) {
        queues.schedules.remove(event.name());
    }
}
