package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;

/**
 * The slots of one FIFO group that are in flight, kept from high to low.
 *
 * <p>They are few: nothing behind the lowest one is leased, so what joins them is what one receive takes, or what lay before.
 */
final class LeasedSlots {

    private long[] slots = new long[2];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The first message of the group that is in flight; there must be one. */
    long lowest() {
        Invariant.check(size > 0, "a group that is locked has something in flight");
        return slots[size - 1];
    }

    void add(long slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size * 2);
        }
        int place = size++;
        while (place > 0 && slots[place - 1] < slot) {
            slots[place] = slots[place - 1];
            place--;
        }
        Invariant.check(place == 0 || slots[place - 1] != slot, "a message is leased once at a time");
        slots[place] = slot;
    }

    void remove(long slot) {
        int place = size - 1;
        while (place >= 0 && slots[place] != slot) {
            place--;
        }
        Invariant.check(place >= 0, "only a message in flight leaves its group's lock");
        System.arraycopy(slots, place + 1, slots, place, size - place - 1);
        size--;
    }
}
