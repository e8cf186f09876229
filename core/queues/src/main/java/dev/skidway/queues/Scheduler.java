package dev.skidway.queues;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Plans which messages the next receive gets, without changing anything.
 *
 * <p>Priorities strictly; within one, the lane charged least for lease time, then fewest in flight, then lane number. Each pick
 * is charged on paper before the next, just as {@link Messages#lease} will charge it. Only lanes that can win are looked at: a
 * lane's children in the heap come into play once it has been picked.
 *
 * <p>On a FIFO queue the lane that is served gives all it may before the next one: the messages before the first that is in flight.
 */
final class Scheduler {

    private final List<Pick> picks = new ArrayList<>();
    private final long queueMeanMillisTimes16;
    private final boolean fifo;
    private int left;

    private Scheduler(boolean fifo, long queueMeanMillisTimes16, int countMax) {
        this.fifo = fifo;
        this.queueMeanMillisTimes16 = queueMeanMillisTimes16;
        this.left = countMax;
    }

    static List<Pick> plan(Iterable<Level> levels, boolean fifo, long queueMeanMillisTimes16, int countMax) {
        Scheduler scheduler = new Scheduler(fifo, queueMeanMillisTimes16, countMax);
        for (Level level : levels) {
            if (level.active.size() == 1) {
                scheduler.takeInOrder(level.active.at(0));
            } else if (!level.active.isEmpty()) {
                scheduler.takeFairly(level.active);
            }
        }
        return scheduler.picks;
    }

    private void take(Lane lane, long slot) {
        picks.add(new Pick(lane, slot));
        left--;
    }

    private void takeInOrder(Lane lane) {
        long slot = left == 0 ? -1 : lane.nextReady(0);
        long end = lane.lockedFrom();
        while (slot >= 0 && slot < end && left > 0) {
            take(lane, slot);
            slot = lane.nextReady(slot + 1);
        }
    }

    private void takeFairly(Level.Active active) {
        PriorityQueue<Candidate> candidates = new PriorityQueue<>();
        candidates.add(new Candidate(active, 0, queueMeanMillisTimes16));
        while (left > 0 && !candidates.isEmpty()) {
            Candidate best = candidates.remove();
            if (fifo) {
                takeInOrder(best.lane);
            } else {
                take(best.lane, best.slot);
            }
            if (best.picked++ == 0) {
                for (int child = 2 * best.node + 1; child <= 2 * best.node + 2 && child < active.size(); child++) {
                    candidates.add(new Candidate(active, child, queueMeanMillisTimes16));
                }
            }
            if (fifo) {
                continue;
            }
            best.chargeMillis += best.estimateMillis;
            best.slot = best.lane.nextReady(best.slot + 1);
            if (best.slot >= 0) {
                candidates.add(best);
            }
        }
    }

    /** A lane with the charges of the picks so far. */
    private static final class Candidate implements Comparable<Candidate> {

        final Lane lane;
        final int node;
        final int estimateMillis;
        long chargeMillis;
        long slot;
        int picked;

        Candidate(Level.Active active, int node, long queueMeanMillisTimes16) {
            this.node = node;
            lane = active.at(node);
            estimateMillis = lane.estimateMillis(queueMeanMillisTimes16);
            chargeMillis = lane.chargeMillis;
            slot = lane.nextReady(0);
        }

        @Override
        public int compareTo(Candidate other) {
            return Level.before(
                            chargeMillis,
                            lane.inFlight + picked,
                            lane.number(),
                            other.chargeMillis,
                            other.lane.inFlight + other.picked,
                            other.lane.number())
                    ? -1
                    : lane == other.lane ? 0 : 1;
        }
    }
}
