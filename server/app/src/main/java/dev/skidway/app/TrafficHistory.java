package dev.skidway.app;

import dev.skidway.app.admin.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/** The last minute of the server's totals, second by second, for the status page. */
final class TrafficHistory {

    private static final int SECONDS_MAX = 60;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Totals since start at one moment. */
    record Totals(
            long atNanos, long sent, long received, long deleted, long forces, long forceNanos, long bytesWritten) {}

    private final Deque<Totals> seconds = new ArrayDeque<>();

    /** Takes the totals of one more second. */
    synchronized void add(Totals totals) {
        if (seconds.size() > SECONDS_MAX) {
            seconds.removeFirst();
        }
        seconds.addLast(totals);
    }

    synchronized Status.Traffic traffic() {
        if (seconds.isEmpty()) {
            return new Status.Traffic(List.of(), List.of(), List.of(), List.of(), 0, 0);
        }
        Totals first = seconds.getFirst();
        Totals last = seconds.getLast();
        long forces = last.forces() - first.forces();
        double forceMillisMean = forces == 0 ? 0 : (last.forceNanos() - first.forceNanos()) / NANOS_PER_MILLI / forces;
        return new Status.Traffic(
                perSecond(Totals::sent),
                perSecond(Totals::received),
                perSecond(Totals::deleted),
                perSecond(Totals::forces),
                forceMillisMean,
                last.bytesWritten());
    }

    private List<Long> perSecond(ToLongFunction<Totals> total) {
        List<Long> rates = new ArrayList<>(seconds.size());
        Totals before = null;
        for (Totals now : seconds) {
            if (before != null) {
                double elapsed = (now.atNanos() - before.atNanos()) / NANOS_PER_SECOND;
                rates.add(Math.round((total.applyAsLong(now) - total.applyAsLong(before)) / Math.max(elapsed, 0.001)));
            }
            before = now;
        }
        return rates;
    }
}
