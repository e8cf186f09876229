package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a queue of which more is known than their lanes, by name, and their timers.
 *
 * <p>Where the queue gives its keys limits or puts failing ones aside, every key with lanes is here; else only those with settings of their own. One
 * without lanes stays as long as it says more than a new one would.
 */
final class KeyStates {

    private final TreeMap<String, KeyState> byName = new TreeMap<>();
    private final ByDue byDue = new ByDue();
    private final Queue queue;
    private final SnapshotRun snapshot;
    /** Keys with settings of their own. */
    private int own;

    KeyStates(Queue queue, SnapshotRun snapshot) {
        this.queue = queue;
        this.snapshot = snapshot;
    }

    static String nameOf(@Nullable String key) {
        return key == null ? "" : key;
    }

    int size() {
        return byName.size();
    }

    int own() {
        return own;
    }

    /** Up to {@code countMax} keys after one in order of name, with lanes or a state; looks at all of them. */
    List<KeyView> page(@Nullable String after, int countMax, LaneTable lanes) {
        TreeSet<String> names = new TreeSet<>();
        for (KeyState state = after(after); state != null && names.size() < countMax; state = after(state.name)) {
            names.add(state.name);
        }
        for (Lane lane = lanes.first(); lane != null; lane = lane.next) {
            String name = nameOf(lane.key());
            boolean wanted = lane.live > 0 && (after == null || name.compareTo(after) > 0);
            if (wanted && (names.size() < countMax || name.compareTo(names.last()) < 0) && names.add(name)) {
                while (names.size() > countMax) {
                    names.removeLast();
                }
            }
        }
        return names.stream().map(name -> view(name, lanes)).toList();
    }

    private KeyView view(String name, LaneTable lanes) {
        KeyState state = byName.get(name);
        KeyLanes found = lanes.findKey(name.isEmpty() ? null : name);
        return new KeyView(
                name,
                state == null ? KeySettings.DEFAULT : state.own,
                found == null ? 0 : found.live - found.inFlight,
                found == null ? 0 : found.inFlight,
                state == null ? 0 : state.pausedSinceMillis,
                state == null || state.probing ? 0 : state.quarantinedUntilMillis,
                state != null && state.probing);
    }

    /** The next one in order of name, the first one for null. */
    @Nullable KeyState after(@Nullable String name) {
        var next = name == null ? byName.firstEntry() : byName.higherEntry(name);
        return next == null ? null : next.getValue();
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    @Nullable KeyState find(@Nullable String key) {
        return byName.isEmpty() ? null : byName.get(nameOf(key));
    }

    private QuarantinePolicy quarantine() {
        return queue.settings.dispatch().quarantine();
    }

    private boolean everyKey() {
        return !queue.settings.dispatch().keys().equals(KeyLimits.NONE)
                || quarantine().on();
    }

    /** A key has lanes from now on. */
    void opened(KeyLanes lanes, long atMillis) {
        if (lanes.state != null || (byName.isEmpty() && !everyKey())) {
            return;
        }
        KeyState state = byName.get(nameOf(lanes.name()));
        if (state == null && everyKey()) {
            state = create(nameOf(lanes.name()), atMillis);
        }
        if (state != null) {
            snapshot.beforeChange(queue, state);
            link(state, lanes);
            if (state.limits.rate().on()) {
                state.tokens.refill(state.limits.rate(), atMillis);
            }
            dueChanged(state);
        }
    }

    private static void link(KeyState state, KeyLanes lanes) {
        state.lanes = lanes;
        lanes.state = state;
    }

    private KeyState create(String name, long atMillis) {
        KeyState state = new KeyState(name);
        state.snapshotEpoch = snapshot.epoch();
        state.resolve(queue.settings.dispatch().keys(), atMillis);
        byName.put(name, state);
        return state;
    }

    /** A key has no lanes any more. */
    void emptied(KeyLanes lanes, long atMillis) {
        KeyState state = lanes.state;
        if (state != null) {
            snapshot.beforeChange(queue, state);
            state.lanes = null;
            settleIdle(state, atMillis);
        }
    }

    /** All messages were dropped. */
    void purged(long atMillis) {
        for (KeyState state : new ArrayList<>(byName.values())) {
            if (state.lanes != null) {
                snapshot.beforeChange(queue, state);
                state.lanes = null;
                settleIdle(state, atMillis);
            }
        }
    }

    private void settleIdle(KeyState state, long atMillis) {
        if (state.forgettable(quarantine(), atMillis)) {
            remove(state);
        } else {
            dueChanged(state);
        }
    }

    private void remove(KeyState state) {
        byName.remove(state.name);
        if (byDue.contains(state)) {
            byDue.remove(state);
        }
    }

    /** Gives a key settings of its own, or takes them away. */
    void set(KeySettingsChanged.Changed changed, @Nullable KeyLanes lanes, long atMillis) {
        KeyState state = byName.get(changed.key());
        if (state == null) {
            state = create(changed.key(), atMillis);
        }
        snapshot.beforeChange(queue, state);
        own += (changed.settings().isDefault() ? 0 : 1) - (state.own.isDefault() ? 0 : 1);
        if (state.own.paused() != changed.settings().paused()) {
            state.pausedSinceMillis = changed.settings().paused() ? atMillis : 0;
        }
        state.own = changed.settings();
        state.resolve(queue.settings.dispatch().keys(), atMillis);
        if (changed.released()) {
            state.release();
        }
        if (lanes == null) {
            settleIdle(state, atMillis);
        } else {
            link(state, lanes);
            dropIfNotNeeded(state);
        }
    }

    private void dropIfNotNeeded(KeyState state) {
        if (!everyKey() && state.own.isDefault() && state.lanes != null) {
            state.lanes.state = null;
            remove(state);
        } else {
            dueChanged(state);
        }
    }

    /** The settings of the queue changed: every key is looked at. */
    void resolve(LaneTable lanes, long atMillis) {
        for (KeyState state : new ArrayList<>(byName.values())) {
            snapshot.beforeChange(queue, state);
            state.resolve(queue.settings.dispatch().keys(), atMillis);
            if (!quarantine().on()) {
                state.release();
            }
            if (state.lanes == null) {
                settleIdle(state, atMillis);
            } else {
                dropIfNotNeeded(state);
            }
        }
        if (everyKey()) {
            for (Lane lane = lanes.first(); lane != null; lane = lane.next) {
                opened(lane.keyLanes, atMillis);
            }
        }
    }

    void succeeded(KeyState state) {
        snapshot.beforeChange(queue, state);
        state.succeeded();
    }

    void failed(KeyState state, long atMillis) {
        snapshot.beforeChange(queue, state);
        state.failed(quarantine(), atMillis);
    }

    /** To be called after every change of a state. */
    void dueChanged(KeyState state) {
        long due = state.nextDueMillis(quarantine());
        if (due == state.dueMillis) {
            return;
        }
        state.dueMillis = due;
        if (due == Long.MAX_VALUE) {
            byDue.remove(state);
        } else if (byDue.contains(state)) {
            byDue.changed(state);
        } else {
            byDue.add(state);
        }
    }

    long nextDueMillis() {
        return byDue.isEmpty() ? Long.MAX_VALUE : byDue.at(0).dueMillis;
    }

    /** Fires the timer that is due first; returns the lanes to be settled, or null. */
    @Nullable KeyLanes fireOne(long atMillis) {
        KeyState state = byDue.at(0);
        snapshot.beforeChange(queue, state);
        state.fire(atMillis);
        if (state.lanes == null) {
            settleIdle(state, atMillis);
        } else {
            dueChanged(state);
        }
        return state.lanes;
    }

    /** Takes a state of a snapshot. */
    void restore(KeyState state) {
        state.limits = state.own.over(queue.settings.dispatch().keys());
        own += state.own.isDefault() ? 0 : 1;
        byName.put(state.name, state);
    }

    /** Lanes and states of a snapshot are all there. */
    void restored(LaneTable lanes) {
        for (KeyState state : byName.values()) {
            KeyLanes found = lanes.findKey(state.name.isEmpty() ? null : state.name);
            if (found != null) {
                link(state, found);
            }
            dueChanged(state);
        }
    }

    void checkConsistency(LaneTable lanes) {
        byDue.checkConsistency();
        int counted = 0;
        for (KeyState state : byName.values()) {
            counted += state.own.isDefault() ? 0 : 1;
            KeyLanes found = lanes.findKey(state.name.isEmpty() ? null : state.name);
            Invariant.check(state.lanes == found, "the state of a key knows its lanes");
            Invariant.check(found == null || found.state == state, "the lanes of a key know its state");
            Invariant.check(
                    state.limits.equals(state.own.over(queue.settings.dispatch().keys())), "limits of a key");
            long due = state.nextDueMillis(quarantine());
            Invariant.check(state.dueMillis == due, "timer of a key", due, state.dueMillis);
            Invariant.check(byDue.contains(state) == (due != Long.MAX_VALUE), "a key with a timer is in their order");
        }
        Invariant.check(counted == own, "keys with settings of their own", own, counted);
        if (everyKey()) {
            for (Lane lane = lanes.first(); lane != null; lane = lane.next) {
                Invariant.check(lane.keyLanes.state != null, "every key has a state where keys have limits");
            }
        }
    }

    /** States with a timer, earliest first, then by name. */
    private static final class ByDue extends IndexedHeap<KeyState> {

        @Override
        boolean before(KeyState a, KeyState b) {
            return a.dueMillis != b.dueMillis ? a.dueMillis < b.dueMillis : a.name.compareTo(b.name) < 0;
        }

        @Override
        int indexOf(KeyState state) {
            return state.dueIndex;
        }

        @Override
        void place(KeyState state, int index) {
            state.dueIndex = index;
        }
    }
}
