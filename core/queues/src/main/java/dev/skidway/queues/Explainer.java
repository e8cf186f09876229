package dev.skidway.queues;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what stands in the way of a queue or of one of its jobs, asking the very tables that the scheduler asks. */
final class Explainer {

    /** Lanes that are counted as being ahead, and keys whose reasons are told for a queue. */
    private static final int AHEAD_LANES_MAX = 1_000;

    private static final int KEYS_TOLD_MAX = 10;

    private final Queue queue;
    private final long nowMillis;
    private final List<Reason> reasons = new ArrayList<>();

    Explainer(Queue queue, long nowMillis) {
        this.queue = queue;
        this.nowMillis = nowMillis;
    }

    /** Why the queue gives out nothing. */
    Explanation queue(boolean deadMove) {
        if (queue.room(nowMillis) > 0 && leasesAnything(deadMove)) {
            reasons.add(Reason.of(Reason.Kind.NO_WORKER, "Something can be served: nobody asks."));
            return new Explanation(true, reasons);
        }
        queue.gate.explain(nowMillis, reasons);
        Activity activity = queue.messages.activity;
        if (queue.messages.ready == 0) {
            reasons.add(Reason.of(
                    Reason.Kind.EMPTY,
                    "Nothing is ready: " + queue.messages.leases.count() + " jobs run, " + queue.messages.delayed
                            + " are not due yet."));
        } else if (activity.serving.isEmpty()) {
            tellHeld(activity.held.inOrder());
        } else if (reasons.isEmpty()) {
            reasons.add(Reason.of(Reason.Kind.DEAD_LETTER, "What is next is moved to the dead-letter queue."));
        }
        return new Explanation(false, reasons);
    }

    /** Whether the next receive finds something that is not to be moved instead. */
    private boolean leasesAnything(boolean deadMove) {
        int looked = deadMove ? QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX + 1 : 1;
        for (Pick pick : queue.planWhereverItLies(looked, deadMove, nowMillis)) {
            if (!deadMove || !ReceivePlan.dead(pick.lane(), pick.slot(), queue, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    private void tellHeld(Iterator<Lane> held) {
        for (int told = 0; told < KEYS_TOLD_MAX && held.hasNext(); told++) {
            explain(held.next().keyLanes);
        }
        if (reasons.isEmpty()) {
            reasons.add(Reason.of(
                    Reason.Kind.GROUP_LOCKED, "Every group with something ready is locked by a job that runs."));
        }
    }

    /** The pick of the next receive, or null. */
    private @Nullable Pick next() {
        List<Pick> picks = queue.planWhereverItLies(1, false, nowMillis);
        return picks.isEmpty() ? null : picks.getFirst();
    }

    /** Why one of its jobs is not served. */
    Explanation job(Lane lane, long slot, boolean deadMove) {
        LeaseRead lease = queue.lease(lane.number(), slot);
        if (lease != null && lease.leased()) {
            reasons.add(Reason.until(Reason.Kind.RUNNING, "It runs, under a lease.", lease.untilMillis()));
        } else if (!lane.isReady(slot)) {
            long dueMillis = lease == null ? lane.delayedUntilMillis(slot) : lease.untilMillis();
            reasons.add(Reason.until(Reason.Kind.DELAYED, "It is not due yet.", dueMillis));
        } else {
            return ready(lane, slot, deadMove && ReceivePlan.dead(lane, slot, queue, nowMillis));
        }
        return new Explanation(false, reasons);
    }

    private Explanation ready(Lane lane, long slot, boolean dead) {
        queue.gate.explain(nowMillis, reasons);
        explain(lane.keyLanes);
        if (slot >= lane.lockedFrom()) {
            reasons.add(new Reason(
                    Reason.Kind.GROUP_LOCKED,
                    "A job of the same group runs.",
                    -1,
                    0,
                    "",
                    queue.identity(lane.number(), lane.lockedFrom())));
        }
        countAhead(lane, slot);
        if (dead) {
            reasons.add(Reason.of(
                    Reason.Kind.DEAD_LETTER, "The next receive that comes to it moves it to the dead-letter queue."));
            return new Explanation(false, reasons);
        }
        Pick next = queue.room(nowMillis) > 0 ? next() : null;
        boolean runnable = next != null && next.lane().number() == lane.number() && next.slot() == slot;
        if (runnable) {
            // It is the oldest job's turn: what is ahead of it in line does not count.
            reasons.clear();
            reasons.add(Reason.of(Reason.Kind.NO_WORKER, "Nothing stands in the way: nobody asks."));
        } else if (reasons.isEmpty()) {
            reasons.add(Reason.ahead(Reason.Kind.PRIORITY, "It is the turn of the oldest job of the queue.", 1));
        }
        return new Explanation(runnable, reasons);
    }

    private void explain(KeyLanes key) {
        if (key.state != null) {
            key.state.explain(key.inFlight, reasons);
        }
    }

    private void countAhead(Lane lane, long slot) {
        long behind = lane.countReadyBefore(slot);
        if (behind > 0) {
            reasons.add(Reason.ahead(
                    Reason.Kind.BEHIND, behind + " jobs of the same key and priority are before it.", behind));
        }
        long better = 0;
        int lanes = 0;
        Iterator<Level> levels = queue.messages.activity.serving.inOrder();
        while (levels.hasNext() && lanes < AHEAD_LANES_MAX) {
            Level level = levels.next();
            if (level.priority >= lane.level.priority) {
                break;
            }
            for (int place = 0; place < level.active.size() && lanes < AHEAD_LANES_MAX; place++, lanes++) {
                better += level.active.at(place).ready;
            }
        }
        Lane best = lane.keyLanes.best();
        if (better == 0 && best != null && best.priority() < lane.priority()) {
            better = best.ready;
        }
        if (better > 0) {
            reasons.add(Reason.ahead(
                    Reason.Kind.PRIORITY, better + " jobs of a lower priority number are served first.", better));
        }
        countKeysAhead(lane);
    }

    private void countKeysAhead(Lane lane) {
        int ahead = 0;
        Iterator<Lane> line = lane.level.active.inOrder();
        boolean inLine = lane.level.active.holds(lane);
        while (inLine
                && ahead < AHEAD_LANES_MAX
                && line.hasNext()
                && !line.next().equals(lane)) {
            ahead++;
        }
        if (ahead > 0) {
            reasons.add(Reason.ahead(
                    Reason.Kind.FAIRNESS, ahead + " keys that have used less of their share are before it.", ahead));
        }
    }
}
