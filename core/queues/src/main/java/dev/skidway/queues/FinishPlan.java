package dev.skidway.queues;

import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the jobs of one queue whose leases end together.
 *
 * @param target the dead-letter queue and its next slots, or null if there is none now
 */
record FinishPlan(
        QueueRead queue,
        @Nullable NewSlots target,
        int movedRoom,
        long nowMillis,
        List<MessagesDeleted.Deleted> plain,
        List<JobsFinished.Entry> finished,
        List<JobsRetried.Entry> retried,
        List<MessagesDeadLettered.Moved> moved) {

    static FinishPlan of(QueueRead queue, QueuesRead queues, long nowMillis) {
        DeadLetterPolicy policy = queue.settings().deadLetters();
        QueueRead target =
                policy.on() ? queues.find(new QueueName(queue.name().namespace(), policy.targetName())) : null;
        return new FinishPlan(
                queue,
                target == null ? null : NewSlots.of(target),
                queues.movedRoom(),
                nowMillis,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    JobResult done(MessageRef message, byte[] result) {
        if (result.length == 0) {
            plain.add(new MessagesDeleted.Deleted(message.lane(), message.slot()));
        } else {
            finished.add(new JobsFinished.Entry(
                    message.lane(), message.slot(), new JobEnd(JobOutcome.DONE, "", "", result)));
        }
        return JobResult.DONE;
    }

    JobResult givenBack(MessageRef message, long delayMillis) {
        JobRead job = queue.job(message.lane(), message.slot());
        if (job != null && job.cancelAsked()) {
            return over(message, JobOutcome.CANCELLED, "", "");
        }
        long due = nowMillis + (queue.name().fifo() ? 0 : delayMillis);
        return again(message, JobAttempt.Ending.GIVEN_BACK, due, "", "");
    }

    JobResult failed(MessageRef message, FinishJobs.Failed failed) {
        JobRead job = queue.job(message.lane(), message.slot());
        if (job != null && job.cancelAsked()) {
            return over(message, JobOutcome.CANCELLED, failed.code(), failed.text());
        }
        LeaseRead lease = Objects.requireNonNull(queue.lease(message.lane(), message.slot()));
        RetryPolicy policy = RetryRules.policy(queue.settings(), job);
        LaneRead lane = Objects.requireNonNull(queue.lane(message.lane()));
        boolean last = failed.permanent()
                || policy.finalCodes().contains(failed.code())
                || RetryRules.exhausted(
                        queue.settings(), job, lease.receivesHere(), lane.enqueuedAtMillis(message.slot()), nowMillis);
        if (last && !queue.settings().deadLetters().on()) {
            return over(message, JobOutcome.FAILED, failed.code(), failed.text());
        }
        if (last && moveToDeadLetters(message, lane)) {
            retried.add(entry(message, JobAttempt.Ending.FAILED, nowMillis, failed.code(), failed.text()));
            return JobResult.of(JobResult.Kind.DEAD_LETTERED, 0);
        }
        // With a dead-letter queue that is gone or full it must not get lost: it is tried once more.
        long delay = failed.delayMillis() >= 0
                ? failed.delayMillis()
                : policy.delayMillis(queue.identity(message.lane(), message.slot()), lease.receivesHere());
        long due = nowMillis + (queue.name().fifo() ? 0 : delay);
        return again(message, JobAttempt.Ending.FAILED, due, failed.code(), failed.text());
    }

    private JobResult over(MessageRef message, JobOutcome outcome, String code, String text) {
        finished.add(new JobsFinished.Entry(
                message.lane(), message.slot(), new JobEnd(outcome, code, text, JobEnd.NOTHING)));
        return JobResult.of(outcome == JobOutcome.FAILED ? JobResult.Kind.FAILED : JobResult.Kind.CANCELLED, 0);
    }

    private JobResult again(MessageRef message, JobAttempt.Ending ending, long due, String code, String text) {
        retried.add(entry(message, ending, due, code, text));
        return JobResult.of(JobResult.Kind.RETRY, due);
    }

    private static JobsRetried.Entry entry(
            MessageRef message, JobAttempt.Ending ending, long due, String code, String text) {
        return new JobsRetried.Entry(message.lane(), message.slot(), due, ending, code, text);
    }

    private boolean moveToDeadLetters(MessageRef message, LaneRead lane) {
        Place place = target == null || moved.size() >= movedRoom ? null : target.take(lane.priority(), lane.key());
        if (place == null) {
            return false;
        }
        moved.add(new MessagesDeadLettered.Moved(message.lane(), message.slot(), place.lane(), place.slot()));
        return true;
    }

    /** As many events as it takes; each names the lanes that its messages are the first in. */
    private void addMoves(NewSlots slots, List<Event> events) {
        List<MessagesSent.NewLane> lanes = slots.newLanes();
        int named = 0;
        for (int from = 0; from < moved.size(); from += QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX) {
            int to = Math.min(moved.size(), from + QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX);
            List<MessagesDeadLettered.Moved> some = List.copyOf(moved.subList(from, to));
            long highest = some.stream()
                    .mapToLong(MessagesDeadLettered.Moved::targetLane)
                    .max()
                    .orElse(-1);
            int end = named;
            while (end < lanes.size() && lanes.get(end).number() <= highest) {
                end++;
            }
            events.add(new MessagesDeadLettered(
                    queue.id(), slots.queue().id(), List.copyOf(lanes.subList(named, end)), some));
            named = end;
        }
    }

    /** In the order in which they must be applied: a dead letter is ready before it moves. */
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        if (!plain.isEmpty()) {
            events.add(new MessagesDeleted(queue.id(), true, plain));
        }
        if (!finished.isEmpty()) {
            events.add(new JobsFinished(queue.id(), finished));
        }
        if (!retried.isEmpty()) {
            events.add(new JobsRetried(queue.id(), retried));
        }
        if (target != null) {
            addMoves(target, events);
        }
        return events;
    }
}
