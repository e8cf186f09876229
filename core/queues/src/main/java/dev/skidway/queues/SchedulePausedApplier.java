package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Takes the schedule out of the order of those that are due, or back into it. */
final class SchedulePausedApplier implements Applier<SchedulePaused> {

    private final Queues queues;

    SchedulePausedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(SchedulePaused event, ApplyContext context) {
        Schedule schedule = queues.schedules.change(event.name());
        queues.schedules.respecify(schedule, schedule.spec.with(event.paused(), event.note()));
        queues.schedules.changed(schedule);
    }
}
