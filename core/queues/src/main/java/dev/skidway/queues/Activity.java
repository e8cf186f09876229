package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.TreeMap;

/**
 * Which lanes of a queue may be served now, and in which order.
 *
 * <p>A key stands in line with its best lane, in the level of that lane's priority, or on a FIFO queue of that of its head; a key that
 * must not be served now is held, out of line, until what holds it ends. Everything here follows from the rest of the state. What is
 * kept for the share of the oldest job costs nothing until a queue uses a second priority.
 */
final class Activity {

    final TreeMap<Integer, Level> levels = new TreeMap<>();
    final Serving serving = new Serving();
    final Held held = new Held();
    final ByHead byHead = new ByHead();

    private final Queue queue;
    private final SnapshotRun snapshot;
    private final LaneTable lanes;
    private final Jobs jobs;
    private final boolean fifo;
    private boolean aged;

    Activity(Queue queue, SnapshotRun snapshot, LaneTable lanes, Jobs jobs) {
        this.queue = queue;
        this.snapshot = snapshot;
        this.lanes = lanes;
        this.jobs = jobs;
        this.fifo = queue.name().fifo();
    }

    /** The level of a priority, for one more lane. */
    Level levelFor(int priority) {
        Level level = levels.computeIfAbsent(priority, Level::new);
        level.lanes++;
        if (levels.size() > 1 && !aged) {
            age();
        }
        return level;
    }

    void laneGone(Lane lane) {
        if (--lane.level.lanes == 0) {
            levels.remove(lane.level.priority);
        }
    }

    /** Whether lanes are in order of their heads. */
    boolean aged() {
        return aged;
    }

    /** From now on it matters which job is the oldest of all. */
    private void age() {
        aged = true;
        for (Lane lane = lanes.first(); lane != null; lane = lane.next) {
            if (lane.offered) {
                lane.headMillis = lane.ageOf(lane.nextReady(0));
                lane.keyLanes.offer(lane, true);
            }
        }
        for (Lane lane = lanes.first(); lane != null; lane = lane.next) {
            KeyLanes key = lane.keyLanes;
            if (key.placed == lane && !key.held) {
                byHead.add(key);
            }
        }
    }

    /** To be called after every change of what a lane holds, or of what counts against its key; returns whether the key came into line. */
    boolean settle(Lane lane) {
        offer(lane);
        return place(lane.keyLanes, true);
    }

    /** The same after a change that concerns a key as a whole. */
    boolean reconsider(KeyLanes key) {
        return place(key, true);
    }

    /** The same for a lane of a snapshot, whose charge is what it was. */
    void restore(Lane lane) {
        offer(lane);
        place(lane.keyLanes, false);
    }

    private void offer(Lane lane) {
        boolean offered = lane.deliverable();
        if (fifo && (lane.level.priority != lane.priority() || jobs.size() > 0)) {
            level(lane, servedWith(lane, offered));
        }
        if (offered && aged) {
            lane.headMillis = lane.ageOf(lane.nextReady(0));
        }
        lane.keyLanes.offer(lane, offered);
    }

    /** The priority a lane is served with: its own, or that of the head of a group while it is offered. */
    private int servedWith(Lane lane, boolean offered) {
        return fifo && offered ? jobs.priorityOf(lane, lane.nextReady(0)) : lane.priority();
    }

    private void level(Lane lane, int priority) {
        if (priority == lane.level.priority) {
            return;
        }
        snapshot.beforeChange(queue);
        KeyLanes key = lane.keyLanes;
        if (key.placed == lane) {
            leave(key, lane);
            key.placed = null;
            key.held = false;
        }
        laneGone(lane);
        lane.level = levelFor(priority);
    }

    private boolean place(KeyLanes key, boolean raise) {
        Lane best = key.best();
        boolean hold = best != null && !key.admitted();
        if (key.state != null) {
            queue.keys.dueChanged(key.state);
        }
        Lane was = key.placed;
        boolean wasHeld = key.held;
        if (best == was && hold == wasHeld) {
            if (best != null && !hold) {
                best.level.active.changed(best);
                if (aged) {
                    byHead.changed(key);
                }
            }
            return false;
        }
        if (was != null) {
            leave(key, was);
        }
        key.placed = best;
        key.held = hold;
        if (best != null) {
            enter(key, best, raise);
        }
        return best != null && !hold && (was == null || wasHeld);
    }

    private void leave(KeyLanes key, Lane lane) {
        if (key.held) {
            held.remove(lane);
            return;
        }
        Level level = lane.level;
        level.active.remove(lane);
        if (level.active.isEmpty()) {
            serving.remove(level);
        }
        if (aged) {
            byHead.remove(key);
        }
    }

    private void enter(KeyLanes key, Lane lane, boolean raise) {
        if (key.held) {
            held.add(lane);
            return;
        }
        Level level = lane.level;
        if (raise && lane.charge < level.virtualCharge) {
            snapshot.beforeChange(queue, lane);
            lane.charge = level.virtualCharge;
        }
        level.active.add(lane);
        if (level.active.size() == 1) {
            serving.add(level);
        }
        if (aged) {
            byHead.add(key);
        }
    }

    void checkConsistency() {
        serving.checkConsistency();
        held.checkConsistency();
        byHead.checkConsistency();
        int inLine = 0;
        for (Level level : levels.values()) {
            level.active.checkConsistency();
            Invariant.check(level.lanes > 0, "a level has lanes");
            Invariant.check(serving.contains(level) == !level.active.isEmpty(), "a level with lanes in line is served");
            inLine += level.active.size();
        }
        Invariant.check(byHead.size() == (aged ? inLine : 0), "keys in order of their oldest job");
    }

    void checkConsistency(Lane lane) {
        KeyLanes key = lane.keyLanes;
        Invariant.check(lane.offered == lane.deliverable(), "a lane with something to lease is offered");
        int priority = servedWith(lane, lane.offered);
        Invariant.check(lane.level.priority == priority, "the level of a lane", priority, lane.level.priority);
        boolean placed = key.placed == lane;
        if (placed) {
            key.checkConsistency();
        }
        Invariant.check(placed == (lane == key.best()), "the best lane stands for its key");
        boolean inLine = placed && !key.held;
        Invariant.check(!placed || key.held == !key.admitted(), "a key is held just while something holds it");
        Invariant.check(inLine == lane.level.active.holds(lane), "a key that may be served is in line");
        Invariant.check((placed && key.held) == held.holds(lane), "a key that must not be served is held");
        Invariant.check(
                !lane.offered || !aged || lane.headMillis == lane.ageOf(lane.nextReady(0)),
                "a lane knows how old its head is");
    }

    /** Levels with something in line, the lowest number first. */
    static final class Serving extends IndexedHeap<Level> {

        @Override
        boolean before(Level a, Level b) {
            return a.priority < b.priority;
        }

        @Override
        int indexOf(Level level) {
            return level.servingIndex;
        }

        @Override
        void place(Level level, int index) {
            level.servingIndex = index;
        }
    }

    /** Lanes of keys that must not be served now. */
    static final class Held extends IndexedHeap<Lane> {

        @Override
        boolean before(Lane a, Lane b) {
            return a.number() < b.number();
        }

        @Override
        int indexOf(Lane lane) {
            return lane.activeIndex;
        }

        @Override
        void place(Lane lane, int index) {
            lane.activeIndex = index;
        }
    }

    /** Keys in line, the one with the oldest job first. */
    static final class ByHead extends IndexedHeap<KeyLanes> {

        private final KeyLanes.ByHead order = new KeyLanes.ByHead();

        @Override
        boolean before(KeyLanes a, KeyLanes b) {
            return order.before(a.oldest(), b.oldest());
        }

        @Override
        int indexOf(KeyLanes key) {
            return key.headIndex;
        }

        @Override
        void place(KeyLanes key, int index) {
            key.headIndex = index;
        }
    }
}
