package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Makes the schedule due for the first of these times. */
final class BackfillAskedApplier implements Applier<BackfillAsked> {

    private final Queues queues;

    BackfillAskedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(BackfillAsked event, ApplyContext context) {
        Schedule schedule = queues.schedules.change(event.name());
        schedule.backfill = new Backfill(event.firstMillis(), event.firings(), event.overlap());
        schedule.lookAtMillis = context.timestampMillis();
        queues.schedules.changed(schedule);
    }
}
