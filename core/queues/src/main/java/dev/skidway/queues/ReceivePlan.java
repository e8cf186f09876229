package dev.skidway.queues;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a receive leases, and what it moves to the dead-letter queue on the way; nothing is changed by planning.
 *
 * @param leased to be leased, in order
 * @param moved to be moved
 * @param newLanes lanes of the target that the moved ones need
 * @param more whether ready messages may be left that this plan did not look at
 */
record ReceivePlan(
        List<Pick> leased, List<MessagesDeadLettered.Moved> moved, List<MessagesSent.NewLane> newLanes, boolean more) {

    /**
     * Plans a receive.
     *
     * @param target the dead-letter queue, or null if there is none now: then every message stays and is leased
     * @param movedRoom how many messages may leave their place
     * @param nowMillis engine time
     */
    static ReceivePlan of(QueueRead queue, @Nullable QueueRead target, int movedRoom, long nowMillis, int countMax) {
        if (target == null) {
            List<Pick> picks = queue.plan(countMax, false, nowMillis);
            return new ReceivePlan(bounded(picks), List.of(), List.of(), picks.size() == countMax);
        }
        int asked = countMax;
        List<Pick> picks = queue.plan(asked, true, nowMillis);
        int dead = deadIn(picks, queue, nowMillis);
        // Dead letters take no part in what the receiver asked for: plan again with as many more.
        while (picks.size() == asked && asked - dead < countMax && dead < QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX) {
            asked = countMax + 2 * dead;
            List<Pick> wider = queue.plan(asked, true, nowMillis);
            if (queue.fetching()) {
                // Those at hand move on at once: they make room for what is being fetched.
                break;
            }
            picks = wider;
            dead = deadIn(picks, queue, nowMillis);
        }
        return dead == 0
                ? new ReceivePlan(bounded(picks), List.of(), List.of(), picks.size() == asked)
                : sorted(picks, queue, target, new Bounds(countMax, movedRoom, nowMillis), picks.size() == asked);
    }

    private record Bounds(int leasedMax, int movedMax, long nowMillis) {}

    /** Parts the dead letters from the others. */
    private static ReceivePlan sorted(
            List<Pick> picks, QueueRead queue, QueueRead target, Bounds bounds, boolean moreThanPicks) {
        List<Pick> leased = new ArrayList<>();
        List<MessagesDeadLettered.Moved> moved = new ArrayList<>();
        NewSlots slots = NewSlots.of(target);
        boolean more = moreThanPicks;
        long heldLane = -1;
        for (Pick pick : picks) {
            if (leased.size() == bounds.leasedMax) {
                break;
            }
            if (pick.lane().number() == heldLane) {
                continue;
            }
            boolean dead = dead(pick, queue, bounds.nowMillis);
            if (dead && moved.size() == QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX) {
                more = true;
                // What is behind it in its group must not overtake it.
                heldLane = queue.settings().fifo().fifo() ? pick.lane().number() : -1;
                continue;
            }
            Place place = dead && moved.size() < bounds.movedMax
                    ? slots.take(pick.lane().priority(), pick.lane().key())
                    : null;
            if (place == null && dead && !mayLease(pick, leased, queue, bounds.nowMillis)) {
                heldLane = pick.lane().number();
            } else if (place == null) {
                // A dead letter that there is no room for (one key too many) stays and is leased: it must not get lost.
                leased.add(pick);
            } else {
                moved.add(
                        new MessagesDeadLettered.Moved(pick.lane().number(), pick.slot(), place.lane(), place.slot()));
            }
        }
        return new ReceivePlan(bounded(leased), moved, slots.newLanes(), more);
    }

    /** Whether the limits of its key let a message be leased besides those that are going to be. */
    private static boolean mayLease(Pick pick, List<Pick> leased, QueueRead queue, long nowMillis) {
        String key = pick.lane().key();
        long before = leased.stream()
                .filter(other -> Objects.equals(other.lane().key(), key))
                .count();
        return before < queue.keyRoom(key, nowMillis);
    }

    /** As many of the first as one answer has room for, and one at least. */
    private static List<Pick> bounded(List<Pick> picks) {
        long bytes = 0;
        for (int index = 0; index < picks.size(); index++) {
            Pick pick = picks.get(index);
            bytes += pick.lane().headerBytes(pick.slot()) + pick.lane().bodyBytes(pick.slot());
            if (bytes > QueueLimits.RECEIVE_BYTES_MAX && index > 0) {
                return picks.subList(0, index);
            }
        }
        return picks;
    }

    private static int deadIn(List<Pick> picks, QueueRead queue, long nowMillis) {
        int dead = 0;
        for (Pick pick : picks) {
            dead += dead(pick, queue, nowMillis) ? 1 : 0;
        }
        return dead;
    }

    private static boolean dead(Pick pick, QueueRead queue, long nowMillis) {
        return dead(pick.lane(), pick.slot(), queue, nowMillis);
    }

    /** Whether a ready message was tried in vain as often, or for as long, as its queue allows. */
    static boolean dead(LaneRead lane, long slot, QueueRead queue, long nowMillis) {
        LeaseRead before = queue.lease(lane.number(), slot);
        return before != null
                && RetryRules.exhausted(
                        queue.settings(),
                        queue.job(lane.number(), slot),
                        before.receivesHere(),
                        lane.enqueuedAtMillis(slot),
                        nowMillis);
    }
}
