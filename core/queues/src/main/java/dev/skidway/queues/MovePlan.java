package dev.skidway.queues;

import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plans the next step of a move task: a batch of messages in the order in which a receiver would get them, or the task's end.
 *
 * <p>Only what is ready is moved: what is delayed or under a lease stays. The first message that cannot be moved ends the task, after
 * those before it were moved.
 */
final class MovePlan {

    /** Batches of a task with a rate come about this often, or more seldom if one message at a time is too many. */
    private static final int BATCHES_PER_SECOND = 10;

    private static final int MILLIS_PER_SECOND = 1_000;

    private final MoveTaskRead task;
    private final QueuesRead queues;
    private final QueueRead source;
    private final Map<Long, Bound> bounds = new LinkedHashMap<>();
    private int planned;
    private @Nullable MoveFailure failure;

    private MovePlan(MoveTaskRead task, QueuesRead queues, QueueRead source) {
        this.task = task;
        this.queues = queues;
        this.source = source;
    }

    /** The messages bound for one queue. */
    private record Bound(NewSlots slots, List<MessagesDeadLettered.Moved> messages) {}

    /** What happens to a task that is due, {@code countMax} messages at most. */
    static List<Event> next(MoveTaskRead task, QueuesRead queues, long nowMillis, int countMax) {
        QueueRead source = Objects.requireNonNull(queues.find(task.source()));
        if (task.status() == MoveTaskStatus.CANCELLING) {
            return List.of(new MoveTaskEnded(task.id(), MoveTaskStatus.CANCELLED, null));
        }
        MovePlan plan = new MovePlan(task, queues, source);
        int batch = (int) Math.min(task.left(), Math.min(countMax, batchOf(task.perSecondMax())));
        boolean empty = plan.fill(batch);
        return plan.events(empty, nowMillis);
    }

    /** Messages in one batch. */
    static int batchOf(int perSecondMax) {
        return perSecondMax == 0 ? QueueLimits.MOVE_BATCH_MAX : Math.max(1, perSecondMax / BATCHES_PER_SECOND);
    }

    /** Time from one batch to the next, so long that the rate is never exceeded. */
    static long pauseMillis(int perSecondMax) {
        return perSecondMax == 0
                ? QueueLimits.MOVE_PAUSE_MILLIS
                : Math.ceilDiv(batchOf(perSecondMax) * MILLIS_PER_SECOND, perSecondMax);
    }

    /** Returns true if the source had nothing to move. */
    private boolean fill(int batch) {
        List<Pick> picks = batch == 0 ? List.of() : source.plan(batch);
        for (Pick pick : picks) {
            QueueRead destination = destinationOf(pick);
            if (destination == null || !add(pick, destination)) {
                break;
            }
        }
        return picks.isEmpty();
    }

    private boolean add(Pick pick, QueueRead destination) {
        Bound bound =
                bounds.computeIfAbsent(destination.id(), id -> new Bound(NewSlots.of(destination), new ArrayList<>()));
        LaneRead lane = pick.lane();
        NewSlots.Place place = bound.slots.take(lane.priority(), lane.key());
        if (place == null) {
            failure = MoveFailure.DESTINATION_FULL;
            return false;
        }
        bound.messages.add(new MessagesDeadLettered.Moved(lane.number(), pick.slot(), place.lane(), place.slot()));
        planned++;
        return true;
    }

    private @Nullable QueueRead destinationOf(Pick pick) {
        QueueName name = task.destination();
        if (name == null) {
            LeaseRead lease = source.lease(pick.lane().number(), pick.slot());
            DeadLetter letter = lease == null ? null : lease.deadLetter();
            if (letter == null) {
                failure = MoveFailure.ORIGIN_UNKNOWN;
                return null;
            }
            name = new QueueName(task.source().namespace(), letter.sourceName());
        }
        QueueRead found = queues.find(name);
        boolean gone = found == null
                || found.id() == source.id()
                || (task.destinationQueueId() != 0 && found.id() != task.destinationQueueId());
        failure = gone ? MoveFailure.DESTINATION_GONE : null;
        return gone ? null : found;
    }

    private List<Event> events(boolean empty, long nowMillis) {
        List<Event> events = new ArrayList<>();
        if (planned > 0) {
            List<MessagesMoved.To> to = new ArrayList<>();
            bounds.forEach((queueId, bound) -> {
                if (!bound.messages.isEmpty()) {
                    to.add(new MessagesMoved.To(queueId, bound.slots.newLanes(), bound.messages));
                }
            });
            long nextMillis = nowMillis + pauseMillis(task.perSecondMax());
            events.add(new MessagesMoved(task.id(), source.id(), nextMillis, to));
        }
        if (failure != null) {
            events.add(new MoveTaskEnded(task.id(), MoveTaskStatus.FAILED, failure));
        } else if (empty || task.left() == planned) {
            events.add(new MoveTaskEnded(task.id(), MoveTaskStatus.COMPLETED, null));
        }
        return events;
    }
}
