package dev.skidway.queues;

import dev.skidway.engine.Decision;
import dev.skidway.engine.Event;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ScheduleFired.By;
import dev.skidway.queues.ScheduleFired.Outcome;
import dev.skidway.timetable.Timetable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a schedule: one firing, or several that are left out together, or another look in a second.
 *
 * <p>Nominal times drive it, one after the other; the clock only says which are due. So a clock that jumps, or a server that was down, neither
 * doubles nor loses a firing.
 */
final class FiringPlan {

    private static final int CRON_SKIPS_MAX = 200;
    private static final String BUSY = "The job of the firing before is not finished.";
    private static final String FULL = "As many firings wait as may.";
    private static final String LATE = "It came later than the schedule catches up.";

    private final ScheduleRead schedule;
    private final ScheduleSpec spec;
    private final QueuesRead queues;
    private final long nowMillis;
    private final long lateMillisMax;

    FiringPlan(ScheduleRead schedule, QueuesRead queues, long nowMillis) {
        this.schedule = schedule;
        this.spec = schedule.spec();
        this.queues = queues;
        this.nowMillis = nowMillis;
        lateMillisMax = Math.max(spec.catchUpMillis(), QueueLimits.CATCH_UP_MILLIS_MIN);
    }

    /** What becomes of one nominal time. */
    private record Firing(
            Outcome outcome,
            List<Event> events,
            @Nullable MessageRef job,
            String reason,
            @Nullable Rejection refusal) {

        static final Firing LATER = new Firing(Outcome.LATER, List.of(), null, "", null);
        static final Firing BUFFERED = new Firing(Outcome.BUFFERED, List.of(), null, "", null);

        static Firing skipped(String reason) {
            return new Firing(Outcome.SKIPPED, List.of(), null, reason, null);
        }

        static Firing refused(Rejection refusal) {
            String reason = refusal.reason().code() + ": " + refusal.message();
            return new Firing(
                    Outcome.SKIPPED,
                    List.of(),
                    null,
                    reason.substring(0, Math.min(reason.length(), QueueLimits.REASON_BYTES_MAX / 4)),
                    refusal);
        }
    }

    /** Whether the job before is in memory if the next firing may change it; if not, it is being fetched from now on. */
    static boolean fetch(ScheduleRead schedule, QueuesRead queues) {
        ScheduleSpec spec = schedule.spec();
        Backfill backfill = schedule.backfill();
        boolean changes = spec.overlap() == Overlap.CANCEL_OTHER
                || ScheduleRules.options(spec.job()).unique() != null
                || (backfill != null && backfill.overlap() == Overlap.CANCEL_OTHER);
        MessageRef job = changes ? schedule.lastJob() : null;
        FoundJob found =
                job == null ? null : FoundJob.of(queues, schedule.name().namespace(), job);
        return found == null || found.fetch();
    }

    /** The next step of a schedule that is due. */
    List<Event> next() {
        return schedule.fireAtMillis() <= nowMillis ? byTimetable() : byLook();
    }

    private List<Event> byTimetable() {
        if (nowMillis - schedule.fireAtMillis() > lateMillisMax) {
            return List.of(late());
        }
        long nominal = schedule.nextMillis();
        Firing firing = fire(nominal, spec.overlap());
        boolean later = firing.outcome == Outcome.LATER;
        long next = later ? nominal : spec.timetable().next(nominal);
        long at = later ? nowMillis + QueueLimits.FIRING_LOOK_MILLIS : fireAt(next, schedule.fireAtMillis());
        return events(firing, By.TIMETABLE, nominal, next, at);
    }

    private ScheduleFired late() {
        Timetable timetable = spec.timetable();
        // A cron line takes longer to follow than an interval.
        int countMax = timetable.spec().everyMillis() > 0 ? QueueLimits.FIRINGS_SKIPPED_MAX : CRON_SKIPS_MAX;
        long last = schedule.nextMillis();
        long next = last;
        long at = schedule.fireAtMillis();
        int count = 0;
        while (count < countMax && next != Timetable.NEVER && nowMillis - at > lateMillisMax) {
            last = next;
            next = timetable.next(next);
            at = fireAt(next, at);
            count++;
        }
        return new ScheduleFired(
                schedule.name(),
                By.TIMETABLE,
                Outcome.SKIPPED,
                count,
                last,
                null,
                next,
                at,
                LATE,
                ScheduleFired.NOBODY);
    }

    private long fireAt(long nominal, long before) {
        return ScheduleRules.fireAtMillis(schedule.name(), spec.timetable(), nominal, before);
    }

    private List<Event> byLook() {
        Backfill backfill = schedule.backfill();
        boolean waits = schedule.waitingCount() > 0;
        return backfill != null && (!waits || !patient(backfill.overlap())) ? byBackfill(backfill) : byWaiting();
    }

    private static boolean patient(Overlap overlap) {
        return overlap == Overlap.BUFFER_ONE || overlap == Overlap.BUFFER_ALL;
    }

    private List<Event> byWaiting() {
        long nominal = schedule.firstWaitingMillis();
        Firing firing = running() ? Firing.LATER : send(nominal, false);
        long at = firing.outcome == Outcome.SKIPPED ? nowMillis : nowMillis + QueueLimits.FIRING_LOOK_MILLIS;
        return events(firing, By.WAITING, nominal, 0, at);
    }

    private List<Event> byBackfill(Backfill backfill) {
        long nominal = backfill.nextMillis();
        boolean inTurn = backfill.overlap() == Overlap.BUFFER_ALL;
        // The backfill itself is where its firings wait.
        Firing firing = inTurn && running() ? Firing.LATER : fire(nominal, backfill.overlap());
        boolean later = firing.outcome == Outcome.LATER;
        long next = later ? nominal : spec.timetable().next(nominal);
        boolean again = !later && !(inTurn && firing.outcome == Outcome.SENT);
        long at = again ? nowMillis : nowMillis + QueueLimits.FIRING_LOOK_MILLIS;
        return events(firing, By.BACKFILL, nominal, next, at);
    }

    private List<Event> events(Firing firing, By by, long nominal, long next, long at) {
        return events(firing, by, nominal, next, at, ScheduleFired.NOBODY);
    }

    private List<Event> events(Firing firing, By by, long nominal, long next, long at, Origin origin) {
        List<Event> events = new ArrayList<>(firing.events);
        events.add(new ScheduleFired(
                schedule.name(),
                by,
                firing.outcome,
                firing.outcome == Outcome.LATER ? 0 : 1,
                nominal,
                firing.job,
                next,
                at,
                firing.reason,
                origin));
        return events;
    }

    /** Fires for now because somebody asks for it. */
    Decision<TriggerSchedule.Reply> trigger(Overlap overlap, Origin origin) {
        Firing firing = fire(nowMillis, overlap);
        if (firing.refusal != null) {
            return new Decision.Reject<>(firing.refusal);
        }
        if (firing.outcome == Outcome.LATER) {
            QueueRead queue = Objects.requireNonNull(
                    queues.find(new QueueName(schedule.name().namespace(), spec.queue())));
            return new Decision.Wait<>(
                    PeekMessages.waitKey(queue.id()),
                    nowMillis + QueueLimits.FETCH_MILLIS_MAX,
                    new TriggerSchedule.Reply(null, false, true));
        }
        return new Decision.Accept<>(
                events(firing, By.TRIGGER, nowMillis, 0, 0, origin),
                new TriggerSchedule.Reply(firing.job, firing.outcome == Outcome.BUFFERED, false));
    }

    private Firing fire(long nominal, Overlap overlap) {
        int waiting = schedule.waitingCount();
        boolean busy = waiting > 0 || running();
        return switch (overlap) {
            case SKIP -> busy ? Firing.skipped(BUSY) : send(nominal, false);
            case BUFFER_ONE -> busy ? buffer(waiting == 0, BUSY) : send(nominal, false);
            case BUFFER_ALL -> busy ? buffer(waiting < QueueLimits.FIRINGS_WAITING_MAX, FULL) : send(nominal, false);
            case CANCEL_OTHER -> send(nominal, running());
            case ALLOW_ALL -> send(nominal, false);
        };
    }

    private static Firing buffer(boolean room, String otherwise) {
        return room ? Firing.BUFFERED : Firing.skipped(otherwise);
    }

    /** Whether the job of the firing before lives in the queue it was sent to. */
    private boolean running() {
        MessageRef job = schedule.lastJob();
        MessageRef place = job == null ? null : queues.placeOf(job);
        return job != null && place != null && place.queueId() == job.queueId();
    }

    private Firing send(long nominal, boolean cancelBefore) {
        QueueName queue = new QueueName(schedule.name().namespace(), spec.queue());
        NewMessage message = ScheduleRules.message(schedule.name(), spec, queue, nominal);
        Decision<SendMessages.Reply> decision =
                new SendMessagesDecider(queues).decide(new SendMessages(queue, List.of(message)), nowMillis);
        return switch (decision) {
            case Decision.Reject<SendMessages.Reply>(Rejection rejection) -> Firing.refused(rejection);
            case Decision.Wait<SendMessages.Reply> wait -> Firing.LATER;
            case Decision.Accept<SendMessages.Reply>(List<Event> events, SendMessages.Reply reply) ->
                sent(events, reply.results().getFirst(), cancelBefore);
        };
    }

    private Firing sent(List<Event> events, SendResult result, boolean cancelBefore) {
        return switch (result) {
            case SendResult.Stored(MessageRef job, boolean duplicate) -> {
                if (duplicate) {
                    yield Firing.refused(new Rejection(
                            QueueRejection.UNIQUE_KEY_TAKEN, "Another job has the unique key of this one."));
                }
                yield cancelBefore ? sentInsteadOfTheOneBefore(events, job) : sent(events, job);
            }
            // What the unique key says comes first: the job before is gone, or is this one.
            case SendResult.Replaced replaced -> sent(events, replaced.message());
            case SendResult.Debounced debounced -> sent(events, debounced.message());
            case SendResult.Taken taken -> Firing.refused(taken.rejection());
            case SendResult.Refused refused -> Firing.refused(refused.rejection());
        };
    }

    private static Firing sent(List<Event> events, MessageRef job) {
        return new Firing(Outcome.SENT, events, job, "", null);
    }

    private Firing sentInsteadOfTheOneBefore(List<Event> events, MessageRef job) {
        MessageRef before = Objects.requireNonNull(schedule.lastJob());
        Decision<ChangeJobs.Reply> decision = new ChangeJobsDecider(queues)
                .decide(
                        new ChangeJobs(schedule.name().namespace(), List.of(before), new ChangeJobs.Cancel()),
                        nowMillis);
        if (!(decision instanceof Decision.Accept<ChangeJobs.Reply>(List<Event> cancel, ChangeJobs.Reply reply))) {
            return Firing.LATER;
        }
        Rejection refusal = reply.results().getFirst().refusal();
        if (refusal != null) {
            return Firing.refused(refusal);
        }
        // The send was planned on what is there before: it goes first.
        List<Event> both = new ArrayList<>(events);
        both.addAll(cancel);
        return sent(both, job);
    }
}
