package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.BackfillSchedule;
import dev.skidway.queues.DeleteSchedule;
import dev.skidway.queues.GetSchedule;
import dev.skidway.queues.ListSchedules;
import dev.skidway.queues.PauseSchedule;
import dev.skidway.queues.SaveSchedule;
import dev.skidway.queues.ScheduleView;
import dev.skidway.queues.TriggerSchedule;

/**
 * What gateways see of the schedules of this node.
 *
 * <p>Every call blocks its (virtual) thread until the answer is durable. Every method may throw {@link
 * dev.skidway.base.SkidwayException}, as those of {@link QueueService}.
 */
public interface ScheduleService {

    /** Creates or replaces a schedule. */
    Outcome<ScheduleView> saveSchedule(SaveSchedule command);

    /** Shows a schedule. */
    Outcome<ScheduleView> getSchedule(GetSchedule command);

    /** Lists schedules. */
    Outcome<ListSchedules.Reply> listSchedules(ListSchedules command);

    /** Deletes a schedule. */
    Outcome<DeleteSchedule.Reply> deleteSchedule(DeleteSchedule command);

    /** Pauses a schedule, or lets it go on. */
    Outcome<ScheduleView> pauseSchedule(PauseSchedule command);

    /** Lets a schedule fire now. */
    Outcome<TriggerSchedule.Reply> triggerSchedule(TriggerSchedule command);

    /** Lets a schedule fire for times in the past. */
    Outcome<BackfillSchedule.Reply> backfillSchedule(BackfillSchedule command);
}
