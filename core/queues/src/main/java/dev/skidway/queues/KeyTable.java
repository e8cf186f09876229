package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys that have lanes, found by name in an open-addressing table; messages without a key share one that has no name. */
final class KeyTable {

    private @Nullable KeyLanes[] table = new @Nullable KeyLanes[2];
    private int size;

    int size() {
        return size;
    }

    @Nullable KeyLanes find(@Nullable String name) {
        int mask = table.length - 1;
        for (int place = hash(name) & mask; ; place = (place + 1) & mask) {
            KeyLanes key = table[place];
            if (key == null || Objects.equals(key.name(), name)) {
                return key;
            }
        }
    }

    void add(KeyLanes key) {
        size++;
        if (table.length < 2 * size) {
            @Nullable KeyLanes[] narrow = table;
            table = new @Nullable KeyLanes[narrow.length * 2];
            for (KeyLanes each : narrow) {
                if (each != null) {
                    enter(each);
                }
            }
        }
        enter(key);
    }

    private void enter(KeyLanes key) {
        int mask = table.length - 1;
        int place = hash(key.name()) & mask;
        while (table[place] != null) {
            place = (place + 1) & mask;
        }
        table[place] = key;
    }

    void remove(KeyLanes key) {
        size--;
        int mask = table.length - 1;
        int hole = hash(key.name()) & mask;
        while (table[hole] != key) {
            Invariant.check(table[hole] != null, "a key is in its table");
            hole = (hole + 1) & mask;
        }
        int place = (hole + 1) & mask;
        KeyLanes moved = table[place];
        while (moved != null) {
            int home = hash(moved.name()) & mask;
            if (((place - home) & mask) >= ((place - hole) & mask)) {
                table[hole] = moved;
                hole = place;
            }
            place = (place + 1) & mask;
            moved = table[place];
        }
        table[hole] = null;
    }

    private static int hash(@Nullable String name) {
        int mixed = Objects.hashCode(name) * 0x9E37_79B9;
        return mixed ^ (mixed >>> 16);
    }
}
