package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one key, one for each of its priorities, and what is counted over all of them.
 *
 * <p>A lane is <em>offered</em> while a message of it may be leased as far as the lane alone is concerned. Of the offered lanes only the one
 * that is to be served first stands in line: priorities are strict, so the others cannot be served before it.
 */
final class KeyLanes {

    private static final int CHARGE_UNITS = 1_000;

    private final @Nullable String name;

    /** Messages of all lanes. */
    long live;
    /** Messages of all lanes that are leased. */
    int inFlight;
    /** What is known of the key beside its lanes; null where it has no limits and no settings of its own. */
    @Nullable KeyState state;
    /** The lane that stands for the key, in line or held back; null while none is offered. */
    @Nullable Lane placed;
    /** Whether the key must not be served now, though it has something to lease. */
    boolean held;

    int headIndex = IndexedHeap.ABSENT;

    private @Nullable Lane only;
    private @Nullable Several several;

    KeyLanes(@Nullable String name) {
        this.name = name;
    }

    @Nullable String name() {
        return name;
    }

    /** What a time under a lease is charged: thousandths of a millisecond at weight 1, less at a higher one. */
    long charge(long leaseMillis) {
        return state == null ? leaseMillis * CHARGE_UNITS : leaseMillis * CHARGE_UNITS / state.own.weight();
    }

    /** Whether it may be served as far as the key is concerned. */
    boolean admitted() {
        return state == null || state.admits(inFlight);
    }

    @Nullable Lane find(int priority) {
        if (several != null) {
            return several.byPriority.get(priority);
        }
        return only != null && only.priority() == priority ? only : null;
    }

    void add(Lane lane) {
        if (several == null && only == null) {
            only = lane;
            return;
        }
        if (several == null) {
            several = new Several();
            several.add(Objects.requireNonNull(only));
            only = null;
        }
        several.add(lane);
    }

    void remove(Lane lane) {
        Invariant.check(!lane.offered, "a lane that goes has nothing to lease");
        if (several == null) {
            only = null;
        } else {
            several.byPriority.remove(lane.priority());
        }
    }

    boolean isEmpty() {
        return several == null ? only == null : several.byPriority.isEmpty();
    }

    /** Says whether a lane is offered, and that its head may be another message than before. */
    void offer(Lane lane, boolean offered) {
        boolean before = lane.offered;
        lane.offered = offered;
        if (several != null) {
            several.offer(lane, before);
        }
    }

    /** The offered lane of the lowest priority number, or null. */
    @Nullable Lane best() {
        if (several != null) {
            return several.offered.isEmpty()
                    ? null
                    : several.offered.firstEntry().getValue();
        }
        return only != null && only.offered ? only : null;
    }

    /** The offered lane to be served once those up to this priority are drained, or null. */
    @Nullable Lane after(int priority) {
        var next = several == null ? null : several.offered.higherEntry(priority);
        return next == null ? null : next.getValue();
    }

    /** The offered lane whose head is the oldest; there must be one. */
    Lane oldest() {
        return several == null ? Objects.requireNonNull(only) : several.byHead.at(0);
    }

    /** The offered lanes in order of their heads; null if there is only one lane. */
    @Nullable ByHead lanesByHead() {
        return several == null ? null : several.byHead;
    }

    void checkConsistency() {
        if (several != null) {
            several.byHead.checkConsistency();
            Invariant.check(several.byHead.size() == several.offered.size(), "offered lanes in order of their heads");
            for (Lane lane : several.byPriority.values()) {
                Invariant.check(
                        lane.offered == (several.offered.get(lane.priority()) == lane), "an offered lane is found");
            }
        }
    }

    /** What a key with one lane does without. */
    private static final class Several {

        final TreeMap<Integer, Lane> byPriority = new TreeMap<>();
        final TreeMap<Integer, Lane> offered = new TreeMap<>();
        final ByHead byHead = new ByHead();

        void add(Lane lane) {
            byPriority.put(lane.priority(), lane);
            if (lane.offered) {
                offered.put(lane.priority(), lane);
                byHead.add(lane);
            }
        }

        void offer(Lane lane, boolean before) {
            if (lane.offered && before) {
                byHead.changed(lane);
            } else if (lane.offered) {
                offered.put(lane.priority(), lane);
                byHead.add(lane);
            } else if (before) {
                offered.remove(lane.priority());
                byHead.remove(lane);
            }
        }
    }

    /** Offered lanes of a key, the one with the oldest head first. */
    static final class ByHead extends IndexedHeap<Lane> {

        @Override
        boolean before(Lane a, Lane b) {
            return a.headMillis != b.headMillis ? a.headMillis < b.headMillis : a.number() < b.number();
        }

        @Override
        int indexOf(Lane lane) {
            return lane.headIndex;
        }

        @Override
        void place(Lane lane, int index) {
            lane.headIndex = index;
        }
    }
}
