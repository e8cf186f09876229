package dev.skidway.engine;

import dev.skidway.base.Invariant;
import java.util.Arrays;

/**
 * Timers, each with an id and a due time, fired in the order (due, id).
 *
 * <p>A timer exists once per id; a cancelled one is gone at once, so that only live timers are ever counted or fired. Setting, moving
 * and cancelling cost O(log n). Memory: 16 B per timer in the heap plus 24 to 48 B in the index of ids. Ids are
 * numbers of 0 or more.
 */
final class TimerHeap {

    private static final int CAPACITY_MIN = 16;
    private static final int ARITY = 4;

    private long[] dueMillis = new long[CAPACITY_MIN];
    private long[] ids = new long[CAPACITY_MIN];
    private final SlotIndex slots = new SlotIndex();
    private int count;

    /** How many timers are live. */
    public int count() {
        return count;
    }

    /** Due time of the earliest timer, {@link Long#MAX_VALUE} when there is none. */
    public long nextDueMillis() {
        return count == 0 ? Long.MAX_VALUE : dueMillis[0];
    }

    /** Id of the earliest timer; there must be one. */
    public long nextId() {
        Invariant.check(count > 0, "no timer is live");
        return ids[0];
    }

    /** Due time of a timer, {@link Long#MAX_VALUE} when it is not live. */
    public long dueMillis(long id) {
        int slot = slots.get(id);
        return slot < 0 ? Long.MAX_VALUE : dueMillis[slot];
    }

    /** Sets a timer, or moves it if it is live. */
    public void set(long id, long dueAtMillis) {
        Invariant.check(id >= 0, "a timer's id must not be negative");
        int slot = slots.get(id);
        if (slot < 0) {
            if (count == ids.length) {
                dueMillis = Arrays.copyOf(dueMillis, count * 2);
                ids = Arrays.copyOf(ids, count * 2);
            }
            slot = count++;
        }
        settle(slot, id, dueAtMillis);
    }

    /** Cancels a timer; returns whether it was live. */
    public boolean cancel(long id) {
        int slot = slots.get(id);
        if (slot < 0) {
            return false;
        }
        slots.remove(id);
        count--;
        if (slot < count) {
            settle(slot, ids[count], dueMillis[count]);
        }
        return true;
    }

    /** Removes the earliest timer and returns its id; there must be one. */
    public long removeNext() {
        long id = nextId();
        cancel(id);
        return id;
    }

    /** Forgets all timers. */
    public void clear() {
        count = 0;
        slots.clear();
        dueMillis = new long[CAPACITY_MIN];
        ids = new long[CAPACITY_MIN];
    }

    /** Puts a timer into a free slot, or one that held it, and moves it to where the order wants it. */
    private void settle(int free, long id, long due) {
        int slot = free;
        while (slot > 0) {
            int parent = (slot - 1) / ARITY;
            if (!before(due, id, parent)) {
                break;
            }
            move(parent, slot);
            slot = parent;
        }
        if (slot == free) {
            slot = sink(free, id, due);
        }
        dueMillis[slot] = due;
        ids[slot] = id;
        slots.put(id, slot);
    }

    private int sink(int free, long id, long due) {
        int slot = free;
        while (true) {
            int child = earliestChild(slot);
            if (child < 0 || before(due, id, child)) {
                return slot;
            }
            move(child, slot);
            slot = child;
        }
    }

    private int earliestChild(int slot) {
        int first = slot * ARITY + 1;
        if (first >= count) {
            return -1;
        }
        int earliest = first;
        for (int child = first + 1; child < Math.min(first + ARITY, count); child++) {
            if (before(dueMillis[child], ids[child], earliest)) {
                earliest = child;
            }
        }
        return earliest;
    }

    private boolean before(long due, long id, int slot) {
        return due < dueMillis[slot] || (due == dueMillis[slot] && id < ids[slot]);
    }

    private void move(int from, int to) {
        dueMillis[to] = dueMillis[from];
        ids[to] = ids[from];
        slots.put(ids[to], to);
    }
}
