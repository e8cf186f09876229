package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.ApplyContext;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shared limits of a partition by name, and their timers. */
final class SharedLimits implements SharedLimitsRead {

    final TreeMap<LimitName, SharedLimit> byName = new TreeMap<>();
    private final ByDue byDue = new ByDue();
    private final SnapshotRun snapshot;

    SharedLimits(SnapshotRun snapshot) {
        this.snapshot = snapshot;
    }

    @Nullable SharedLimit find(LimitName name) {
        return byName.get(name);
    }

    /** The next one in order of name, the first one for null. */
    @Nullable SharedLimit after(@Nullable LimitName name) {
        var next = name == null ? byName.firstEntry() : byName.higherEntry(name);
        return next == null ? null : next.getValue();
    }

    @Override
    public int size() {
        return byName.size();
    }

    @Override
    public @Nullable LimitView view(LimitName name) {
        SharedLimit limit = byName.get(name);
        return limit == null ? null : view(limit);
    }

    @Override
    public NavigableMap<LimitName, SharedLimit> from(LimitName name, boolean inclusive) {
        return Collections.unmodifiableNavigableMap(byName.tailMap(name, inclusive));
    }

    static LimitView view(SharedLimit limit) {
        return new LimitView(limit.name.name(), limit.concurrencyMax, limit.rate, limit.inUse, limit.users.size());
    }

    void set(LimitName name, int concurrencyMax, RateLimit rate, ApplyContext context) {
        SharedLimit limit = byName.get(name);
        long now = context.timestampMillis();
        if (limit == null) {
            limit = new SharedLimit(name, concurrencyMax, rate);
            limit.snapshotEpoch = snapshot.epoch();
            limit.tokens.change(RateLimit.NONE, rate, now);
            byName.put(name, limit);
        } else {
            snapshot.beforeChange(limit);
            limit.change(concurrencyMax, rate, now);
        }
        dueChanged(limit);
        wake(limit, context);
    }

    void remove(LimitName name) {
        SharedLimit limit = byName.remove(name);
        Invariant.check(limit != null && limit.users.isEmpty(), "a limit that goes is used by nobody");
        if (limit != null) {
            snapshot.beforeChange(limit);
            if (byDue.contains(limit)) {
                byDue.remove(limit);
            }
        }
    }

    void leased(SharedLimit limit, long queueId, long atMillis) {
        snapshot.beforeChange(limit);
        limit.leased(queueId, atMillis);
        dueChanged(limit);
    }

    void ended(SharedLimit limit, long count, long atMillis) {
        snapshot.beforeChange(limit);
        limit.ended(count, atMillis);
        dueChanged(limit);
    }

    private void dueChanged(SharedLimit limit) {
        long due = limit.nextDueMillis();
        if (due == limit.dueMillis) {
            return;
        }
        limit.dueMillis = due;
        if (due == Long.MAX_VALUE) {
            byDue.remove(limit);
        } else if (byDue.contains(limit)) {
            byDue.changed(limit);
        } else {
            byDue.add(limit);
        }
    }

    long nextDueMillis() {
        return byDue.isEmpty() ? Long.MAX_VALUE : byDue.at(0).dueMillis;
    }

    /** Fires the timer that is due first. */
    void fireOne(ApplyContext context) {
        SharedLimit limit = byDue.at(0);
        snapshot.beforeChange(limit);
        limit.fire(context.timestampMillis());
        dueChanged(limit);
        wake(limit, context);
    }

    /** Tells the queues after the one that was served last first, so that all have their turn. */
    private static void wake(SharedLimit limit, ApplyContext context) {
        limit.users.tailMap(limit.lastServed, false).keySet().forEach(context::wake);
        limit.users.headMap(limit.lastServed, true).keySet().forEach(context::wake);
    }

    /** Takes a limit of a snapshot. */
    void restore(SharedLimit limit) {
        byName.put(limit.name, limit);
        dueChanged(limit);
    }

    void checkConsistency() {
        byDue.checkConsistency();
        for (SharedLimit limit : byName.values()) {
            long leased = 0;
            for (Queue queue : limit.users.values()) {
                leased += queue.messages.leases.count();
                Invariant.check(queue.gate.uses(limit), "a queue knows the limits that know it");
            }
            Invariant.check(leased == limit.inUse, "jobs under a shared limit", limit.inUse, leased);
            long due = limit.nextDueMillis();
            Invariant.check(limit.dueMillis == due, "timer of a limit", due, limit.dueMillis);
            Invariant.check(byDue.contains(limit) == (due != Long.MAX_VALUE), "a limit with a timer is in their order");
        }
    }

    /** Limits with a timer, earliest first, then by name. */
    private static final class ByDue extends IndexedHeap<SharedLimit> {

        @Override
        boolean before(SharedLimit a, SharedLimit b) {
            return a.dueMillis != b.dueMillis ? a.dueMillis < b.dueMillis : a.name.compareTo(b.name) < 0;
        }

        @Override
        int indexOf(SharedLimit limit) {
            return limit.dueIndex;
        }

        @Override
        void place(SharedLimit limit, int index) {
            limit.dueIndex = index;
        }
    }
}
