package dev.skidway.queues;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plans which messages the next receive gets, without changing anything.
 *
 * <p>Priorities strictly; within one, the lane charged least for lease time, then the key with fewest in flight, then lane number. A share
 * of the picks goes to the oldest job of all instead, whatever its priority. Each pick is charged on paper before the next, just as
 * {@link Messages#lease} will charge it. Only lanes that can win are looked at: a lane's children in the heap come into play once it has
 * been picked, and a key's next lane once the one before is drained.
 *
 * <p>On a FIFO queue the lane that is served gives all it may before the next one: the messages before the first that is in flight.
 */
final class Scheduler {

    private final List<Pick> picks = new ArrayList<>();
    private final Activity activity;
    private final Rules rules;
    private int left;
    /** Where the count to the next pick for the oldest job stands, percent. */
    private int sharePercent;
    /** What is known of lanes and keys on paper; only where those of more than one priority may be served. */
    private final Map<Lane, Candidate> candidates = new HashMap<>();

    private final Map<KeyLanes, PaperKey> keys = new HashMap<>();
    private final TreeMap<Integer, List<Candidate>> later = new TreeMap<>();
    private @Nullable OldestJobs oldest;

    /**
     * What the plan must know of a queue.
     *
     * @param queue whose messages they are
     * @param queueMeanMillisTimes16 16 times the running mean of lease times
     * @param agingSharePercent share of the oldest job
     * @param sharePercent where the count to the next pick for the oldest job stands
     * @param deadMove whether those that are going to be dead letters use up no limit of their key
     * @param nowMillis the time at which limits are looked at
     */
    record Rules(
            QueueRead queue,
            boolean fifo,
            long queueMeanMillisTimes16,
            int agingSharePercent,
            int sharePercent,
            boolean deadMove,
            long nowMillis) {

        /** As a time: no limit holds, because nothing is leased. */
        static final long NO_LIMITS = -1;

        boolean limited() {
            return nowMillis != NO_LIMITS;
        }
    }

    private Scheduler(Activity activity, Rules rules, int countMax) {
        this.activity = activity;
        this.rules = rules;
        this.left = countMax;
        this.sharePercent = rules.sharePercent;
    }

    static List<Pick> plan(Activity activity, Rules rules, int countMax) {
        Scheduler scheduler = new Scheduler(activity, rules, countMax);
        Activity.Serving serving = activity.serving;
        Lane only = serving.size() == 1 && serving.at(0).active.size() == 1 && !activity.aged()
                ? serving.at(0).active.at(0)
                : null;
        if (only != null && only.keyLanes.state == null) {
            scheduler.takeAll(only);
        } else if (!serving.isEmpty()) {
            scheduler.takeLevels(serving.inOrder());
        }
        if (!rules.limited()) {
            scheduler.takeHeld(activity.held.inOrder());
        }
        return scheduler.picks;
    }

    private void takeHeld(Iterator<Lane> held) {
        while (left > 0 && held.hasNext()) {
            Lane lane = held.next();
            while (lane != null) {
                takeAll(lane);
                lane = lane.keyLanes.after(lane.priority());
            }
        }
    }

    private void takeAll(Lane lane) {
        long slot = left == 0 ? -1 : lane.nextReady(0);
        long end = lane.lockedFrom();
        while (slot >= 0 && slot < end && left > 0) {
            picks.add(new Pick(lane, slot));
            left--;
            slot = lane.nextReady(slot + 1);
        }
    }

    private void takeLevels(Iterator<Level> levels) {
        Level next = levels.hasNext() ? levels.next() : null;
        oldest = activity.aged() && rules.agingSharePercent > 0 ? new OldestJobs() : null;
        while (left > 0 && (next != null || !later.isEmpty())) {
            boolean onlyLater = next == null || (!later.isEmpty() && later.firstKey() < next.priority);
            int priority = onlyLater ? later.firstKey() : Objects.requireNonNull(next).priority;
            PriorityQueue<Candidate> line = new PriorityQueue<>();
            List<Candidate> drainedBefore = later.remove(priority);
            if (drainedBefore != null) {
                line.addAll(drainedBefore);
            }
            Level.Active active = onlyLater || next == null ? null : next.active;
            if (active != null) {
                line.add(candidate(active.at(0), 0));
            }
            takeFairly(priority, active, line);
            next = onlyLater ? next : levels.hasNext() ? levels.next() : null;
        }
    }

    private void takeFairly(int priority, Level.@Nullable Active active, PriorityQueue<Candidate> line) {
        while (left > 0 && !line.isEmpty()) {
            if (takeOldest(priority)) {
                continue;
            }
            Candidate best = line.remove();
            if (active != null && best.node >= 0) {
                for (int child = 2 * best.node + 1; child <= 2 * best.node + 2 && child < active.size(); child++) {
                    line.add(candidate(active.at(child), child));
                }
                best.node = -1;
            }
            if (best.open()) {
                serve(best);
            }
            if (best.open()) {
                line.add(best);
            } else {
                later(best.lane);
            }
        }
    }

    /** Takes the oldest job if it is its turn, and it would not have its turn anyway. */
    private boolean takeOldest(int priority) {
        if (oldest == null || sharePercent + rules.agingSharePercent < 100) {
            return false;
        }
        Candidate candidate = oldest.next();
        if (candidate == null || candidate.lane.level.priority <= priority) {
            return false;
        }
        serve(candidate);
        return true;
    }

    /** Takes the next message, and of a FIFO group all that may follow. */
    private void serve(Candidate candidate) {
        take(candidate);
        while (rules.fifo && left > 0 && candidate.open()) {
            take(candidate);
        }
    }

    private void take(Candidate candidate) {
        picks.add(new Pick(candidate.lane, candidate.slot));
        left--;
        sharePercent = (sharePercent + rules.agingSharePercent) % 100;
        candidate.key.take(candidate.lane, candidate.slot);
        candidate.charge += candidate.estimatedCharge;
        candidate.slot = candidate.lane.nextReady(candidate.slot + 1);
    }

    /** The lane has nothing left: the next one of its key comes into play when its priority does. */
    private void later(Lane drained) {
        Lane next = drained.keyLanes.after(drained.priority());
        if (next != null) {
            later.computeIfAbsent(next.priority(), any -> new ArrayList<>()).add(candidate(next, -1));
        }
    }

    private Candidate candidate(Lane lane, int node) {
        if (!activity.aged()) {
            return new Candidate(lane, node, new PaperKey(lane.keyLanes), rules.queueMeanMillisTimes16);
        }
        Candidate known = candidates.get(lane);
        if (known == null) {
            PaperKey key = keys.computeIfAbsent(lane.keyLanes, PaperKey::new);
            known = new Candidate(lane, node, key, rules.queueMeanMillisTimes16);
            candidates.put(lane, known);
        } else if (node >= 0) {
            known.node = node;
        }
        return known;
    }

    /** A key with the picks so far. */
    private final class PaperKey {

        final KeyLanes key;
        int picked;
        int room;

        PaperKey(KeyLanes key) {
            this.key = key;
            room = key.state == null || !rules.limited()
                    ? Integer.MAX_VALUE
                    : key.state.room(key.inFlight, rules.nowMillis);
        }

        void take(Lane lane, long slot) {
            picked++;
            if (room != Integer.MAX_VALUE && !spent(lane, slot)) {
                room--;
            }
        }

        private boolean spent(Lane lane, long slot) {
            return rules.deadMove && ReceivePlan.dead(lane, slot, rules.queue, rules.nowMillis);
        }

        int inFlight() {
            return key.inFlight + picked;
        }
    }

    /** A lane with the charges of the picks so far. */
    private static final class Candidate implements Comparable<Candidate> {

        final Lane lane;
        final PaperKey key;
        final long estimatedCharge;
        final long end;
        /** Where it stands in its level, until its children there have come into play. */
        int node;

        long charge;
        long slot;

        Candidate(Lane lane, int node, PaperKey key, long queueMeanMillisTimes16) {
            this.lane = lane;
            this.node = node;
            this.key = key;
            estimatedCharge = lane.keyLanes.charge(lane.estimateMillis(queueMeanMillisTimes16));
            end = lane.lockedFrom();
            charge = lane.charge;
            slot = lane.nextReady(0);
        }

        /** Whether it has a message to give. */
        boolean open() {
            return slot >= 0 && slot < end && key.room > 0;
        }

        @Override
        public int compareTo(Candidate other) {
            return Level.before(
                            charge,
                            key.inFlight(),
                            lane.number(),
                            other.charge,
                            other.key.inFlight(),
                            other.lane.number())
                    ? -1
                    : lane == other.lane ? 0 : 1;
        }
    }

    /** The jobs that may be served, oldest first, without those that the plan has taken already. */
    private final class OldestJobs {

        private final Iterator<KeyLanes> keysInOrder = activity.byHead.inOrder();
        private final PriorityQueue<Head> heads = new PriorityQueue<>();

        /** The lane whose first message not yet taken is the oldest of all, or null. */
        @Nullable Candidate next() {
            if (heads.isEmpty()) {
                openKey();
            }
            while (!heads.isEmpty()) {
                Head head = heads.remove();
                if (head.isLast && keysInOrder.hasNext()) {
                    openKey();
                    head.isLast = false;
                }
                if (head.lanes != null && head.lanes.hasNext()) {
                    heads.add(new Head(head.lanes.next(), head.lanes, false));
                    head.lanes = null;
                }
                if (!head.candidate.open()) {
                    continue;
                }
                long millis = head.candidate.lane.ageOf(head.candidate.slot);
                if (millis == head.millis) {
                    heads.add(head);
                    return head.candidate;
                }
                head.millis = millis;
                heads.add(head);
            }
            return null;
        }

        private void openKey() {
            if (keysInOrder.hasNext()) {
                KeyLanes key = keysInOrder.next();
                KeyLanes.ByHead lanes = key.lanesByHead();
                if (lanes == null) {
                    heads.add(new Head(key.oldest(), null, true));
                } else {
                    Iterator<Lane> inOrder = lanes.inOrder();
                    heads.add(new Head(inOrder.next(), inOrder, true));
                }
            }
        }

        /** The first message of a lane that is not taken yet. */
        private final class Head implements Comparable<Head> {

            final Candidate candidate;
            /** Other lanes of the key, younger than this one when the plan began. */
            @Nullable Iterator<Lane> lanes;
            /** Whether keys that are younger have not been looked at yet. */
            boolean isLast;

            long millis;

            Head(Lane lane, @Nullable Iterator<Lane> lanes, boolean isLast) {
                this.candidate = candidate(lane, -1);
                this.lanes = lanes;
                this.isLast = isLast;
                this.millis = lane.headMillis;
            }

            @Override
            public int compareTo(Head other) {
                return millis != other.millis
                        ? Long.compare(millis, other.millis)
                        : Long.compare(candidate.lane.number(), other.candidate.lane.number());
            }
        }
    }
}
