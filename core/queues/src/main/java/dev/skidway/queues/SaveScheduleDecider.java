package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import dev.skidway.timetable.Timetable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates or replaces a schedule; one whose timetable stays as it was goes on where it was. */
final class SaveScheduleDecider implements Decider<SaveSchedule, ScheduleView> {

    private final QueuesRead queues;

    SaveScheduleDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ScheduleView> decide(SaveSchedule command, long nowMillis) {
        ScheduleName name = command.schedule();
        ScheduleSpec spec = command.spec();
        ScheduleRead before = queues.schedules().find(name);
        if (command.create() && before != null) {
            return Rejections.reject(
                    QueueRejection.SCHEDULE_EXISTS,
                    "A schedule named " + name.name() + " exists; update it, or choose another name.");
        }
        if (!command.create() && before == null) {
            return ScheduleRules.notFound(name);
        }
        Rejection refusal = ScheduleRules.refusal(name, spec, queues, nowMillis);
        refusal = refusal == null ? noRoom(spec, before) : refusal;
        if (refusal != null) {
            return new Decision.Reject<>(refusal);
        }
        String flaw = SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        Timetable timetable = spec.timetable();
        // One whose timetable stays goes on where it was.
        ScheduleRead kept = before != null && before.spec().timetable().spec().equals(timetable.spec()) ? before : null;
        long next = kept != null ? kept.nextMillis() : timetable.next(nowMillis);
        if (next == Timetable.NEVER) {
            return Rejections.reject(
                    QueueRejection.SCHEDULE_INVALID,
                    "Expected a timetable that fires after now, found one whose end has passed.");
        }
        long fireAt = kept != null ? kept.fireAtMillis() : ScheduleRules.fireAtMillis(name, timetable, next, nowMillis);
        ScheduleView view = before == null
                ? new ScheduleView(name, spec, nowMillis, -1, next, 0, 0, 0, null, "")
                : before.view().with(spec, next);
        return new Decision.Accept<>(List.of(new ScheduleSaved(name, spec, next, fireAt, command.origin())), view);
    }

    private @Nullable Rejection noRoom(ScheduleSpec spec, @Nullable ScheduleRead before) {
        if (before == null && queues.schedules().size() >= QueueLimits.SCHEDULES_MAX) {
            return new Rejection(
                    QueueRejection.SCHEDULE_LIMIT,
                    "Expected at most " + QueueLimits.SCHEDULES_MAX + " schedules; delete one first.");
        }
        long bytes = queues.schedules().bytes()
                + ScheduleFields.bytesOf(spec)
                - (before == null ? 0 : ScheduleFields.bytesOf(before.spec()));
        return bytes <= QueueLimits.SCHEDULES_BYTES_MAX
                ? null
                : new Rejection(
                        QueueRejection.SCHEDULE_LIMIT,
                        "Expected schedules of at most " + QueueLimits.SCHEDULES_BYTES_MAX
                                + " bytes together; delete one first, or send less with it.");
    }
}
