package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lanes of a queue: found by number in an open-addressing table and by key through {@link KeyTable}, chained in order of number. */
final class LaneTable {

    private @Nullable Lane[] byNumber = new @Nullable Lane[2];
    private final KeyTable keys = new KeyTable();
    private @Nullable Lane first;
    private @Nullable Lane last;
    private int size;

    int size() {
        return size;
    }

    /** Lowest numbered lane; the others follow by {@link Lane#next}. */
    @Nullable Lane first() {
        return first;
    }

    @Nullable Lane find(long number) {
        int mask = byNumber.length - 1;
        for (int place = hash(number) & mask; ; place = (place + 1) & mask) {
            Lane lane = byNumber[place];
            if (lane == null || lane.number() == number) {
                return lane;
            }
        }
    }

    Lane get(long number) {
        Lane lane = find(number);
        Invariant.check(lane != null, "a lane that exists", number, -1);
        return Objects.requireNonNull(lane);
    }

    @Nullable Lane find(int priority, @Nullable String key) {
        KeyLanes lanes = keys.find(key);
        return lanes == null ? null : lanes.find(priority);
    }

    @Nullable KeyLanes findKey(@Nullable String key) {
        return keys.find(key);
    }

    /** The lanes of a key, none if it is new. */
    KeyLanes lanesOf(@Nullable String key) {
        KeyLanes lanes = keys.find(key);
        return lanes == null ? new KeyLanes(key) : lanes;
    }

    /** Lanes from this number on, in order of number; a lane that is gone is looked for from the first one. */
    Iterator<Lane> from(long number) {
        Lane start = find(number);
        if (start == null) {
            start = first;
            while (start != null && start.number() < number) {
                start = start.next;
            }
        }
        return new Chain(start);
    }

    /** Lanes along their chain. */
    private static final class Chain implements Iterator<Lane> {

        private @Nullable Lane at;

        Chain(@Nullable Lane start) {
            at = start;
        }

        @Override
        public boolean hasNext() {
            return at != null;
        }

        @Override
        public Lane next() {
            Lane lane = at;
            if (lane == null) {
                throw new NoSuchElementException("after the last lane");
            }
            at = lane.next;
            return lane;
        }
    }

    void add(Lane lane) {
        Invariant.check(
                find(lane.number()) == null && find(lane.priority(), lane.key()) == null, "a lane is added once");
        size++;
        if (byNumber.length < 2 * size) {
            grow();
        }
        enter(lane);
        if (lane.keyLanes.isEmpty()) {
            keys.add(lane.keyLanes);
        }
        lane.keyLanes.add(lane);
        link(lane);
    }

    void remove(Lane lane) {
        size--;
        leave(lane);
        lane.keyLanes.remove(lane);
        if (lane.keyLanes.isEmpty()) {
            keys.remove(lane.keyLanes);
        }
        // The removed lane keeps its own link forward: a snapshot that stands on it finds its way on.
        if (lane.previous == null) {
            first = lane.next;
        } else {
            lane.previous.next = lane.next;
        }
        if (lane.next == null) {
            last = lane.previous;
        } else {
            lane.next.previous = lane.previous;
        }
        lane.previous = null;
        lane.forgotten = true;
    }

    private void link(Lane lane) {
        lane.previous = last;
        lane.next = null;
        if (last == null) {
            first = lane;
        } else {
            last.next = lane;
        }
        last = lane;
    }

    /** Chains the lanes by number again, after a snapshot brought them in another order. */
    void sort() {
        List<Lane> lanes = new ArrayList<>(size);
        for (Lane lane = first; lane != null; lane = lane.next) {
            lanes.add(lane);
        }
        lanes.sort(Comparator.comparingLong(Lane::number));
        first = null;
        last = null;
        lanes.forEach(this::link);
    }

    private void grow() {
        byNumber = new @Nullable Lane[byNumber.length * 2];
        for (Lane lane = first; lane != null; lane = lane.next) {
            enter(lane);
        }
    }

    private void enter(Lane lane) {
        int mask = byNumber.length - 1;
        int place = hash(lane.number()) & mask;
        while (byNumber[place] != null) {
            place = (place + 1) & mask;
        }
        byNumber[place] = lane;
    }

    private void leave(Lane lane) {
        int mask = byNumber.length - 1;
        int hole = hash(lane.number()) & mask;
        while (byNumber[hole] != lane) {
            Invariant.check(byNumber[hole] != null, "a lane is in its table");
            hole = (hole + 1) & mask;
        }
        int place = (hole + 1) & mask;
        Lane moved = byNumber[place];
        while (moved != null) {
            int home = hash(moved.number()) & mask;
            if (((place - home) & mask) >= ((place - hole) & mask)) {
                byNumber[hole] = moved;
                hole = place;
            }
            place = (place + 1) & mask;
            moved = byNumber[place];
        }
        byNumber[hole] = null;
    }

    private static int hash(long number) {
        long mixed = number * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
