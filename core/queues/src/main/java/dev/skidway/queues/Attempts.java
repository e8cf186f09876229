package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The receives of a FIFO queue that can be repeated by their attempt id, in order of time. */
final class Attempts {

    private final TreeMap<Long, Attempt> byNumber = new TreeMap<>();
    private Map<String, Attempt> byId = new HashMap<>();
    private long nextNumber;

    int size() {
        return byNumber.size();
    }

    long nextNumber() {
        return nextNumber;
    }

    Iterable<Attempt> inOrder() {
        return byNumber.values();
    }

    /** The first attempt of this number or a higher one, or null. */
    @Nullable Attempt from(long number) {
        Map.Entry<Long, Attempt> entry = byNumber.ceilingEntry(number);
        return entry == null ? null : entry.getValue();
    }

    @Nullable Attempt find(String id) {
        return byId.get(id);
    }

    /** The attempt that is forgotten next; there must be one. */
    Attempt oldest() {
        return byNumber.firstEntry().getValue();
    }

    long nextDueMillis() {
        return byNumber.isEmpty() ? Long.MAX_VALUE : oldest().atMillis + QueueLimits.ATTEMPT_MILLIS;
    }

    void add(Attempt attempt) {
        Invariant.check(byId.putIfAbsent(attempt.id, attempt) == null, "an attempt id is remembered once");
        Invariant.check(byNumber.putIfAbsent(attempt.number, attempt) == null, "attempts are numbered");
        nextNumber = Math.max(nextNumber, attempt.number + 1);
    }

    void remove(Attempt attempt) {
        byNumber.remove(attempt.number);
        byId.remove(attempt.id);
        if (byId.isEmpty()) {
            // A table that was large once lets go of its memory.
            byId = new HashMap<>();
        }
    }

    void checkConsistency() {
        Invariant.check(byNumber.size() == byId.size(), "attempts by id", byNumber.size(), byId.size());
        long before = Long.MIN_VALUE;
        for (Attempt attempt : byNumber.values()) {
            Invariant.check(Objects.equals(byId.get(attempt.id), attempt), "an attempt is found by its id");
            Invariant.check(attempt.atMillis >= before, "attempts are in order of time", before, attempt.atMillis);
            before = attempt.atMillis;
        }
    }

    /** One receive, and the leases it got. */
    static final class Attempt {

        final long number;
        final String id;
        final long atMillis;
        final List<MessagesLeased.Leased> leased;
        /** End of those leases as this receive, or its repetition, set it; a lease with another end was changed. */
        long untilMillis;

        int snapshotEpoch;

        Attempt(
                long number,
                String id,
                long atMillis,
                long untilMillis,
                List<MessagesLeased.Leased> leased,
                int snapshotEpoch) {
            this.number = number;
            this.id = id;
            this.atMillis = atMillis;
            this.untilMillis = untilMillis;
            this.leased = leased;
            this.snapshotEpoch = snapshotEpoch;
        }
    }
}
