package dev.skidway.queues;

import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The next step of a move task: a batch of messages in the order in which a receiver would get them, or the task's end.
 *
 * <p>Only what is ready is moved: what is delayed or under a lease stays. What is not in memory, and all behind it, is left to the next
 * step. The first message that cannot be moved ends the task, after those before it were moved.
 *
 * @param bounds what goes where, by id of the queue
 * @param count messages planned
 * @param failure why the next one cannot be moved, or null
 * @param empty whether nothing was ready
 */
record MovePlan(
        Map<Long, Bound> bounds, int count, @Nullable MoveFailure failure, boolean empty) {

    /** Batches of a task with a rate come about this often, or more seldom if one message at a time is too many. */
    private static final int BATCHES_PER_SECOND = 10;

    private static final int MILLIS_PER_SECOND = 1_000;

    /** The messages bound for one queue. */
    record Bound(NewSlots slots, List<MessagesDeadLettered.Moved> messages) {}

    /** Where one message goes, or why it cannot. */
    record Route(@Nullable QueueRead destination, MoveFailure otherwise) {}

    /** What happens to a task that is due; {@code countMax} messages at most. */
    static List<Event> next(MoveTaskRead task, QueuesRead queues, long nowMillis, int countMax) {
        if (task.status() == MoveTaskStatus.CANCELLING) {
            return List.of(new MoveTaskEnded(task.id(), MoveTaskStatus.CANCELLED, null));
        }
        QueueRead source = Objects.requireNonNull(queues.find(task.source()));
        if (task.redrive() != null) {
            int redriven = (int) Math.min(task.left(), Math.min(countMax, batchOf(task.perSecondMax())));
            return RedrivePlan.next(task, queues, source, redriven, nowMillis);
        }
        int batch = (int) Math.min(task.left(), Math.min(countMax, batchOf(task.perSecondMax())));
        return of(task, queues, source, batch).events(task, source.id(), nowMillis);
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

    private static MovePlan of(MoveTaskRead task, QueuesRead queues, QueueRead source, int batch) {
        Map<Long, Bound> bounds = new LinkedHashMap<>();
        List<Pick> picks = batch == 0 ? List.of() : source.planAtOnce(batch);
        int count = 0;
        for (Pick pick : picks) {
            if (!pick.lane().fetch(pick.slot())) {
                // Those before it move on at once: all of them together may never be in memory.
                break;
            }
            Route route = route(task, queues, source, pick);
            QueueRead destination = route.destination;
            if (destination == null) {
                return new MovePlan(bounds, count, route.otherwise, false);
            }
            LaneRead lane = pick.lane();
            Bound bound = bounds.computeIfAbsent(
                    destination.id(), id -> new Bound(NewSlots.of(destination), new ArrayList<>()));
            Place place = bound.slots.take(lane.priority(), lane.key());
            if (place == null) {
                return new MovePlan(bounds, count, MoveFailure.DESTINATION_FULL, false);
            }
            bound.messages.add(new MessagesDeadLettered.Moved(lane.number(), pick.slot(), place.lane(), place.slot()));
            count++;
        }
        return new MovePlan(bounds, count, null, picks.isEmpty());
    }

    /** Where a message goes. */
    static Route route(MoveTaskRead task, QueuesRead queues, QueueRead source, Pick pick) {
        QueueName name = task.destination();
        if (name == null) {
            LeaseRead lease = source.lease(pick.lane().number(), pick.slot());
            DeadLetter letter = lease == null ? null : lease.deadLetter();
            if (letter == null) {
                return new Route(null, MoveFailure.ORIGIN_UNKNOWN);
            }
            name = new QueueName(task.source().namespace(), letter.sourceName());
        }
        QueueRead found = queues.find(name);
        boolean gone = found == null
                || found.id() == source.id()
                || (task.destinationQueueId() != 0 && found.id() != task.destinationQueueId());
        return new Route(gone ? null : found, MoveFailure.DESTINATION_GONE);
    }

    private List<Event> events(MoveTaskRead task, long sourceQueueId, long nowMillis) {
        List<Event> events = new ArrayList<>();
        if (count > 0) {
            List<MessagesMoved.To> to = new ArrayList<>();
            bounds.forEach((queueId, bound) -> {
                if (!bound.messages.isEmpty()) {
                    to.add(new MessagesMoved.To(queueId, bound.slots.newLanes(), bound.messages));
                }
            });
            long nextMillis = nowMillis + pauseMillis(task.perSecondMax());
            events.add(new MessagesMoved(task.id(), sourceQueueId, nextMillis, null, to));
        }
        if (failure != null) {
            events.add(new MoveTaskEnded(task.id(), MoveTaskStatus.FAILED, failure));
        } else if (empty || task.left() == count) {
            events.add(new MoveTaskEnded(task.id(), MoveTaskStatus.COMPLETED, null));
        }
        return events;
    }
}
