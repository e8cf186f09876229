package dev.skidway.queues;

import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The next step of a move task whose jobs go on as they are: it looks at a bounded number of them from where the step before ended, lane by
 * lane in order of arrival.
 *
 * <p>What does not match, is not ready, or came from nowhere stays.
 *
 * @param bounds what goes where, by id of the queue
 */
record RedrivePlan(
        MoveTaskRead task, QueuesRead queues, QueueRead source, JobFilter filter, Map<Long, MovePlan.Bound> bounds) {

    /** How long a step waits for a job that is being fetched. */
    private static final long FETCH_PAUSE_MILLIS = 20;

    /** What comes of looking at one job. */
    private enum Verdict {
        MOVED,
        STAYS,
        FETCHING,
        GONE,
        FULL
    }

    static List<Event> next(MoveTaskRead task, QueuesRead queues, QueueRead source, int batch, long nowMillis) {
        JobFilter filter = task.redrive();
        return filter == null
                ? List.of()
                : new RedrivePlan(task, queues, source, filter, new LinkedHashMap<>()).events(batch, nowMillis);
    }

    private List<Event> events(int batch, long nowMillis) {
        Place last = task.cursor();
        int looked = 0;
        Verdict verdict = Verdict.STAYS;
        boolean end = true;
        for (LaneRead lane : source.lanesFrom(Math.max(0, last.lane()))) {
            boolean takes = filter.takes(lane);
            long slot = takes ? lane.nextLive(lane.number() == last.lane() ? last.slot() + 1 : 0) : -1;
            looked += takes ? 0 : 1;
            while (slot >= 0 && count() < batch && looked < QueueLimits.PEEK_LOOKED_MAX) {
                verdict = look(lane, slot);
                if (verdict != Verdict.MOVED && verdict != Verdict.STAYS) {
                    return events(last, verdict, false, nowMillis);
                }
                looked++;
                last = new Place(lane.number(), slot);
                slot = lane.nextLive(slot + 1);
            }
            if (slot >= 0 || looked >= QueueLimits.PEEK_LOOKED_MAX) {
                end = false;
                break;
            }
            last = new Place(lane.number(), QueueEventType.NUMBER_MAX);
        }
        return events(last, verdict, end || task.left() == count(), nowMillis);
    }

    private int count() {
        int count = 0;
        for (MovePlan.Bound bound : bounds.values()) {
            count += bound.messages().size();
        }
        return count;
    }

    private Verdict look(LaneRead lane, long slot) {
        LeaseRead lease = source.lease(lane.number(), slot);
        boolean matches =
                lane.isReady(slot) && filter.takes(PeekedMessage.State.READY, lease, source.job(lane.number(), slot));
        if (!matches) {
            return Verdict.STAYS;
        }
        if (!lane.fetch(slot)) {
            return Verdict.FETCHING;
        }
        if (!filter.takesSent(lane.enqueuedAtMillis(slot))) {
            return Verdict.STAYS;
        }
        MovePlan.Route route = MovePlan.route(task, queues, source, new Pick(lane, slot));
        QueueRead destination = route.destination();
        if (destination == null) {
            return route.otherwise() == MoveFailure.ORIGIN_UNKNOWN ? Verdict.STAYS : Verdict.GONE;
        }
        MovePlan.Bound bound = bounds.computeIfAbsent(
                destination.id(), id -> new MovePlan.Bound(NewSlots.of(destination), new ArrayList<>()));
        Place place = count() < queues.movedRoom() ? bound.slots().take(lane.priority(), lane.key()) : null;
        if (place == null) {
            return Verdict.FULL;
        }
        bound.messages().add(new MessagesDeadLettered.Moved(lane.number(), slot, place.lane(), place.slot()));
        return Verdict.MOVED;
    }

    private List<Event> events(Place last, Verdict verdict, boolean end, long nowMillis) {
        List<Event> events = new ArrayList<>();
        List<MessagesMoved.To> to = new ArrayList<>();
        bounds.forEach((queueId, bound) -> {
            if (!bound.messages().isEmpty()) {
                to.add(new MessagesMoved.To(queueId, bound.slots().newLanes(), bound.messages()));
            }
        });
        long pause = count() > 0 ? MovePlan.pauseMillis(task.perSecondMax()) : QueueLimits.MOVE_PAUSE_MILLIS;
        long next = nowMillis + (verdict == Verdict.FETCHING ? Math.max(pause, FETCH_PAUSE_MILLIS) : pause);
        if (last.lane() >= 0 || !to.isEmpty()) {
            events.add(new MessagesMoved(task.id(), source.id(), next, last.lane() < 0 ? new Place(0, -1) : last, to));
        } else if (verdict == Verdict.FETCHING) {
            events.add(new MessagesMoved(task.id(), source.id(), next, new Place(0, -1), to));
        }
        @Nullable MoveFailure failure = switch (verdict) {
            case GONE -> MoveFailure.DESTINATION_GONE;
            case FULL -> MoveFailure.DESTINATION_FULL;
            case MOVED, STAYS, FETCHING -> null;
        };
        if (failure != null) {
            events.add(new MoveTaskEnded(task.id(), MoveTaskStatus.FAILED, failure));
        } else if (end) {
            events.add(new MoveTaskEnded(task.id(), MoveTaskStatus.COMPLETED, null));
        }
        return events;
    }
}
