package dev.skidway.engine;

import java.util.Arrays;

/** Where in the heap each timer is: an open-addressing table from non-negative ids to slots, linear probing, at most half full. */
final class SlotIndex {

    private static final int CAPACITY_MIN = 32;
    private static final long EMPTY = -1;

    private long[] keys = new long[CAPACITY_MIN];
    private int[] values = new int[CAPACITY_MIN];
    private int count;

    SlotIndex() {
        Arrays.fill(keys, EMPTY);
    }

    /** The slot of {@code id}, or -1. */
    int get(long id) {
        int at = find(id);
        return keys[at] == id ? values[at] : -1;
    }

    void put(long id, int slot) {
        int at = find(id);
        if (keys[at] == EMPTY) {
            if ((count + 1) * 2 > keys.length) {
                grow();
                at = find(id);
            }
            keys[at] = id;
            count++;
        }
        values[at] = slot;
    }

    void remove(long id) {
        int hole = find(id);
        if (keys[hole] == EMPTY) {
            return;
        }
        count--;
        int mask = keys.length - 1;
        int at = hole;
        while (true) {
            at = (at + 1) & mask;
            if (keys[at] == EMPTY) {
                break;
            }
            int home = home(keys[at]);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        keys[hole] = EMPTY;
    }

    void clear() {
        keys = new long[CAPACITY_MIN];
        values = new int[CAPACITY_MIN];
        Arrays.fill(keys, EMPTY);
        count = 0;
    }

    private int find(long id) {
        int mask = keys.length - 1;
        int at = home(id);
        while (keys[at] != EMPTY && keys[at] != id) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (keys.length - 1);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        Arrays.fill(keys, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
