package dev.skidway.app;

import dev.skidway.app.admin.Status;
import dev.skidway.queues.QueueView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the totals of queues into rates, between one look at them and the next. */
final class QueueRates {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long SPAN_NANOS_MIN = 900_000_000L;

    private record Seen(long queueId, long sent, long deleted) {}

    private Map<String, Seen> seen = Map.of();
    private Map<String, Status.QueueLine> lines = Map.of();
    private long seenAtNanos;

    /** Lines for {@code queues}; rates cover the time since the last call that was at least about a second ago. */
    synchronized List<Status.QueueLine> lines(List<QueueView> queues, long nowMillis, long nowNanos) {
        boolean fresh = seen.isEmpty() || nowNanos - seenAtNanos >= SPAN_NANOS_MIN;
        double elapsed = (nowNanos - seenAtNanos) / NANOS_PER_SECOND;
        List<Status.QueueLine> result = new ArrayList<>(queues.size());
        Map<String, Seen> nowSeen = new HashMap<>();
        Map<String, Status.QueueLine> nowLines = new HashMap<>();
        for (QueueView queue : queues) {
            Status.QueueLine line = line(queue, nowMillis, fresh ? elapsed : 0);
            result.add(line);
            nowLines.put(line.name(), line);
            nowSeen.put(line.name(), new Seen(queue.queueId(), queue.sentTotal(), queue.deletedTotal()));
        }
        if (fresh) {
            seen = nowSeen;
            lines = nowLines;
            seenAtNanos = nowNanos;
        }
        return result;
    }

    private Status.QueueLine line(QueueView queue, long nowMillis, double elapsed) {
        String name = queue.queue().name();
        Seen before = seen.get(name);
        Status.QueueLine shown = lines.get(name);
        double sent = 0;
        double deleted = 0;
        if (before != null && before.queueId() == queue.queueId()) {
            if (elapsed > 0) {
                sent = (queue.sentTotal() - before.sent()) / elapsed;
                deleted = (queue.deletedTotal() - before.deleted()) / elapsed;
            } else if (shown != null) {
                sent = shown.sentPerSecond();
                deleted = shown.deletedPerSecond();
            }
        }
        long oldest = queue.oldestEnqueuedAtMillis();
        return new Status.QueueLine(
                name,
                queue.visible(),
                queue.leased(),
                queue.delayed(),
                oldest < 0 ? -1 : Math.max(0, nowMillis - oldest),
                sent,
                deleted);
    }
}
