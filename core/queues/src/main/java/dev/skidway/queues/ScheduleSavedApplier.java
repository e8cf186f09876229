package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Keeps what the schedule is to do, and when next. */
final class ScheduleSavedApplier implements Applier<ScheduleSaved> {

    private final Queues queues;

    ScheduleSavedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(ScheduleSaved event, ApplyContext context) {
        Schedules schedules = queues.schedules;
        if (schedules.find(event.name()) == null) {
            schedules.add(new Schedule(
                    event.name(), event.spec(), event.nextMillis(), event.fireAtMillis(), context.timestampMillis()));
            return;
        }
        Schedule schedule = schedules.change(event.name());
        schedules.respecify(schedule, event.spec());
        schedule.nextMillis = event.nextMillis();
        schedule.fireAtMillis = event.fireAtMillis();
        schedules.changed(schedule);
    }
}
