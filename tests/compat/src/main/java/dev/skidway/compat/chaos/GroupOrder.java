package dev.skidway.compat.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The order in one FIFO group: which messages stand, and which may be received before them (none).
 *
 * <p>A group has one sender, which sends the next message only when the one before was acknowledged; so numbers within a group are its
 * order. A message stands from the acknowledgement of its send until somebody tries to delete it. Messages whose send was never
 * acknowledged are left out: nobody knows where they are.
 */
final class GroupOrder {

    private final NavigableSet<Long> standing = new TreeSet<>();
    private final Map<Long, Long> lastAnswers = new HashMap<>();

    void acknowledged(long number) {
        standing.add(number);
    }

    void deleteTried(long number) {
        standing.remove(number);
        lastAnswers.remove(number);
    }

    /** Takes note of a receive; returns the number of a message that had to come before it, or -1. */
    long received(long number, long answer) {
        long overtaken = -1;
        for (long earlier : standing.headSet(number)) {
            if (lastAnswers.getOrDefault(earlier, -1L) != answer) {
                overtaken = earlier;
                break;
            }
        }
        lastAnswers.put(number, answer);
        return overtaken;
    }
}
