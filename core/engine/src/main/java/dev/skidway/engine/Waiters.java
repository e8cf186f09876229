package dev.skidway.engine;

import dev.skidway.base.SkidwayException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands that wait for something to happen: a line per wait key in order of arrival, and their deadlines. */
final class Waiters {

    private final Map<Long, LinkedHashMap<Long, Waiter<?>>> lines = new HashMap<>();
    private final Map<Long, Waiter<?>> byNumber = new HashMap<>();
    private final TimerHeap deadlines = new TimerHeap();
    private final LinkedHashSet<Long> wokenKeys = new LinkedHashSet<>();
    private long lastNumber;

    /** A waiting command with the answer it gets at its deadline. */
    record Waiter<R>(Ticket<R> ticket, long waitKey, R onTimeout) {}

    /**
     * Lets a command wait. One that waits already keeps its deadline; with the same key also its place, and its line is at rest until
     * the next wake.
     */
    <R> void add(Ticket<R> ticket, Decision.Wait<R> wait) {
        Waiter<?> earlier = byNumber.get(ticket.waiterNumber);
        if (earlier == null) {
            ticket.waiterNumber = ++lastNumber;
            deadlines.set(ticket.waiterNumber, wait.deadlineMillis());
        } else if (earlier.waitKey == wait.waitKey()) {
            wokenKeys.remove(wait.waitKey());
        } else {
            leaveLine(earlier);
        }
        Waiter<R> waiter = new Waiter<>(ticket, wait.waitKey(), wait.onTimeout());
        byNumber.put(ticket.waiterNumber, waiter);
        lines.computeIfAbsent(wait.waitKey(), key -> new LinkedHashMap<>()).put(ticket.waiterNumber, waiter);
    }

    /** Takes a command out; does nothing when it does not wait. */
    void remove(Ticket<?> ticket) {
        Waiter<?> waiter = byNumber.remove(ticket.waiterNumber);
        if (waiter != null) {
            deadlines.cancel(ticket.waiterNumber);
            leaveLine(waiter);
            ticket.waiterNumber = 0;
        }
    }

    private void leaveLine(Waiter<?> waiter) {
        LinkedHashMap<Long, Waiter<?>> line = lines.get(waiter.waitKey);
        if (line != null) {
            line.remove(waiter.ticket.waiterNumber);
            if (line.isEmpty()) {
                lines.remove(waiter.waitKey);
                wokenKeys.remove(waiter.waitKey);
            }
        }
    }

    /** Marks the line of {@code waitKey} as worth asking. */
    void wake(long waitKey) {
        if (lines.containsKey(waitKey)) {
            wokenKeys.add(waitKey);
        }
    }

    /** The first command of the first line that was woken, or null. */
    @Nullable Ticket<?> firstWoken() {
        if (wokenKeys.isEmpty()) {
            return null;
        }
        LinkedHashMap<Long, Waiter<?>> line = lines.get(wokenKeys.getFirst());
        return line == null ? null : line.firstEntry().getValue().ticket;
    }

    /** The waiter whose deadline is the earliest, if that is not after {@code nowMillis}. */
    @Nullable Waiter<?> firstExpired(long nowMillis) {
        return deadlines.count() > 0 && deadlines.nextDueMillis() <= nowMillis
                ? byNumber.get(deadlines.nextId())
                : null;
    }

    long nextDeadlineMillis() {
        return deadlines.nextDueMillis();
    }

    void failAll(SkidwayException failure) {
        byNumber.values().forEach(waiter -> waiter.ticket.fail(failure));
        byNumber.clear();
        lines.clear();
        wokenKeys.clear();
        deadlines.clear();
    }

    int count() {
        return byNumber.size();
    }
}
