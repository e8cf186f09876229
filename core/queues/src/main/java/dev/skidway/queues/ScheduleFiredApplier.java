package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;
import dev.skidway.timetable.Timetable;

/** Counts the firings, and moves on to the next one. */
final class ScheduleFiredApplier implements Applier<ScheduleFired> {

    private final Queues queues;

    ScheduleFiredApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(ScheduleFired event, ApplyContext context) {
        Schedule schedule = queues.schedules.change(event.name());
        switch (event.outcome()) {
            case SENT -> {
                schedule.firedTotal++;
                schedule.lastFiredForMillis = Math.max(schedule.lastFiredForMillis, event.nominalMillis());
                schedule.lastJob = event.job();
                schedule.lastSkip = "";
            }
            case SKIPPED -> {
                schedule.skippedTotal += event.count();
                schedule.lastSkip = event.reason();
            }
            case BUFFERED -> schedule.waiting.addLast(event.nominalMillis());
            case LATER -> {
                // Only the time of the next look changes.
            }
        }
        moveOn(schedule, event);
        if (schedule.looks() && schedule.lookAtMillis == Timetable.NEVER) {
            schedule.lookAtMillis = context.timestampMillis() + QueueLimits.FIRING_LOOK_MILLIS;
        }
        queues.schedules.changed(schedule);
    }

    private static void moveOn(Schedule schedule, ScheduleFired event) {
        switch (event.by()) {
            case TIMETABLE -> {
                schedule.nextMillis = event.nextMillis();
                schedule.fireAtMillis = event.atMillis();
            }
            case WAITING -> {
                if (event.count() > 0) {
                    schedule.waiting.removeFirst();
                }
                schedule.lookAtMillis = event.atMillis();
            }
            case BACKFILL -> {
                Backfill backfill = schedule.backfill;
                if (backfill != null) {
                    int left = backfill.left() - event.count();
                    boolean over = left == 0 || event.nextMillis() == Timetable.NEVER;
                    schedule.backfill = over ? null : new Backfill(event.nextMillis(), left, backfill.overlap());
                }
                schedule.lookAtMillis = event.atMillis();
            }
            case TRIGGER -> {
                // The timetable goes on as it was.
            }
        }
    }
}
