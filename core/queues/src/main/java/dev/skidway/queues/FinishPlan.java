package dev.skidway.queues;

import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to the jobs of one queue whose leases end together. */
final class FinishPlan {

    private final QueueRead queue;
    private final @Nullable QueueRead deadLetterQueue;
    private final long nowMillis;
    private final List<MessagesDeleted.Deleted> plain = new ArrayList<>();
    private final List<JobsFinished.Entry> finished = new ArrayList<>();
    private final List<JobsRetried.Entry> retried = new ArrayList<>();
    private final List<MessagesDeadLettered> deadLettered = new ArrayList<>();
    private final List<MessagesDeadLettered.Moved> moved = new ArrayList<>();
    private @Nullable NewSlots slots;
    private int lanesNamed;
    private int movedRoom;

    FinishPlan(QueueRead queue, QueuesRead queues, long nowMillis) {
        this.queue = queue;
        this.nowMillis = nowMillis;
        DeadLetterPolicy policy = queue.settings().deadLetters();
        deadLetterQueue =
                policy.on() ? queues.find(new QueueName(queue.name().namespace(), policy.targetName())) : null;
        movedRoom = queues.movedRoom();
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
        finished.add(
                new JobsFinished.Entry(message.lane(), message.slot(), new JobEnd(outcome, code, text, Job.NOTHING)));
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
        if (deadLetterQueue == null || movedRoom <= 0) {
            return false;
        }
        slots = slots == null ? NewSlots.of(deadLetterQueue) : slots;
        NewSlots.Place place = slots.take(lane.priority(), lane.key());
        if (place == null) {
            return false;
        }
        movedRoom--;
        moved.add(new MessagesDeadLettered.Moved(message.lane(), message.slot(), place.lane(), place.slot()));
        if (moved.size() == QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX) {
            endMove();
        }
        return true;
    }

    private void endMove() {
        if (!moved.isEmpty() && deadLetterQueue != null && slots != null) {
            List<MessagesSent.NewLane> lanes = slots.newLanes();
            deadLettered.add(new MessagesDeadLettered(
                    queue.id(),
                    deadLetterQueue.id(),
                    List.copyOf(lanes.subList(lanesNamed, lanes.size())),
                    List.copyOf(moved)));
            lanesNamed = lanes.size();
            moved.clear();
        }
    }

    /** In the order in which they must be applied: a dead letter is ready before it moves. */
    List<Event> events() {
        endMove();
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
        events.addAll(deadLettered);
        return events;
    }
}
