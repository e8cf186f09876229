package dev.skidway.node;

import dev.skidway.engine.Command;
import dev.skidway.engine.Outcome;
import dev.skidway.queues.BackfillSchedule;
import dev.skidway.queues.DeleteSchedule;
import dev.skidway.queues.GetSchedule;
import dev.skidway.queues.ListSchedules;
import dev.skidway.queues.PauseSchedule;
import dev.skidway.queues.SaveSchedule;
import dev.skidway.queues.ScheduleView;
import dev.skidway.queues.TriggerSchedule;

/** The calls about schedules over the partitions. */
final class Scheduling implements ScheduleService {

    private final Calls calls;

    Scheduling(Calls calls) {
        this.calls = calls;
    }

    private <R> Outcome<R> schedule(String namespace, Command<R> command) {
        return calls.plain(Verb.SCHEDULE, namespace, command);
    }

    @Override
    public Outcome<ScheduleView> saveSchedule(SaveSchedule command) {
        return schedule(command.schedule().namespace(), command);
    }

    @Override
    public Outcome<ScheduleView> getSchedule(GetSchedule command) {
        return schedule(command.schedule().namespace(), command);
    }

    @Override
    public Outcome<ListSchedules.Reply> listSchedules(ListSchedules command) {
        return schedule(command.namespace(), command);
    }

    @Override
    public Outcome<DeleteSchedule.Reply> deleteSchedule(DeleteSchedule command) {
        return schedule(command.schedule().namespace(), command);
    }

    @Override
    public Outcome<ScheduleView> pauseSchedule(PauseSchedule command) {
        return schedule(command.schedule().namespace(), command);
    }

    @Override
    public Outcome<TriggerSchedule.Reply> triggerSchedule(TriggerSchedule command) {
        return schedule(command.schedule().namespace(), command);
    }

    @Override
    public Outcome<BackfillSchedule.Reply> backfillSchedule(BackfillSchedule command) {
        return schedule(command.schedule().namespace(), command);
    }
}
