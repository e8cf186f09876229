package dev.skidway.queues;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.PriorityQueue;

/** Chunks of delayed messages that are away, of all queues: they are fetched a while before the first of their messages is due. */
final class SpilledDelays {

    /** A chunk leaves only if nothing in it is due sooner than this. */
    static final long LEAVE_BEFORE_DUE_MILLIS = 60_000;

    /** It is fetched when the first of its messages is due that soon. */
    static final long FETCH_BEFORE_DUE_MILLIS = 30_000;

    private static final int FETCHED_AT_A_TIME_MAX = 64;
    private static final int UNWANTED_MAX = 64;

    private final PriorityQueue<AwayChunk> byDue = new PriorityQueue<>(SpilledDelays::compare);
    /** Those that are due soon, the first one first; they are being fetched, or will be. */
    private final ArrayDeque<AwayChunk> soon = new ArrayDeque<>();

    private int unwanted;

    private static int compare(AwayChunk a, AwayChunk b) {
        return Long.compare(a.dueMillis, b.dueMillis);
    }

    void add(AwayChunk away) {
        byDue.add(away);
    }

    /** So many of them came back or are gone; they are swept when there are many. */
    void unwanted(long count) {
        unwanted += (int) count;
        if (unwanted > UNWANTED_MAX + byDue.size() / 2) {
            byDue.removeIf(away -> !away.wanted());
            soon.removeIf(away -> !away.wanted());
            unwanted = 0;
        }
    }

    int size() {
        return byDue.size() + soon.size();
    }

    /** When the first message of all is due, {@link Long#MAX_VALUE} if there is none. */
    long firstMillis() {
        while (!soon.isEmpty() && !soon.getFirst().wanted()) {
            soon.removeFirst();
        }
        while (!byDue.isEmpty() && !byDue.peek().wanted()) {
            byDue.remove();
        }
        long first = soon.isEmpty() ? Long.MAX_VALUE : soon.getFirst().dueMillis;
        return byDue.isEmpty() ? first : Math.min(first, byDue.peek().dueMillis);
    }

    /** Has fetched what is due soon. */
    void fetchDue(long nowMillis) {
        long until = nowMillis + FETCH_BEFORE_DUE_MILLIS;
        while (!byDue.isEmpty() && byDue.peek().dueMillis <= until && soon.size() < FETCHED_AT_A_TIME_MAX) {
            soon.addLast(byDue.remove());
        }
        for (Iterator<AwayChunk> each = soon.iterator(); each.hasNext(); ) {
            AwayChunk away = each.next();
            if (!away.wanted()) {
                each.remove();
            } else {
                away.fetch();
            }
        }
    }
}
