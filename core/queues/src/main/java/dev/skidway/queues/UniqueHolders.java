package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of one queue that have unique keys, by key; those that are over in the order in which they are forgotten. */
final class UniqueHolders {

    private Map<String, UniqueHolder> byKey = new HashMap<>();
    private final ByDue byDue = new ByDue();
    private final Parts parts;

    UniqueHolders(Parts parts) {
        this.parts = parts;
    }

    @Nullable UniqueHolder find(String key) {
        return byKey.get(key);
    }

    /** A job has the key from now on, whoever had it before. */
    void take(UniqueClaim claim, MessageRef identity, long sentAtMillis) {
        UniqueHolder before = byKey.get(claim.key());
        if (before != null) {
            forget(before);
        }
        add(new UniqueHolder(claim, identity, sentAtMillis));
    }

    void add(UniqueHolder holder) {
        Invariant.check(byKey.put(holder.claim.key(), holder) == null, "a unique key has one holder");
        parts.add(holder);
        if (!holder.alive()) {
            byDue.add(holder);
        }
    }

    /** The job is no longer in the queue; it may have its key for a while all the same. */
    void ended(UniqueClaim claim, MessageRef identity, boolean done, long atMillis) {
        UniqueHolder holder = byKey.get(claim.key());
        if (holder == null || !holder.alive() || !holder.identity.equals(identity)) {
            return;
        }
        parts.change(holder);
        holder.endedAtMillis = atMillis;
        if ((done || claim.throttle()) && holder.takenUntilMillis() > atMillis) {
            byDue.add(holder);
        } else {
            forget(holder);
        }
    }

    private void forget(UniqueHolder holder) {
        byKey.remove(holder.claim.key());
        if (byDue.contains(holder)) {
            byDue.remove(holder);
        }
        parts.remove(holder);
        if (byKey.isEmpty()) {
            // A table that was large once lets go of its memory.
            byKey = new HashMap<>();
        }
    }

    long nextDueMillis() {
        return byDue.isEmpty() ? Long.MAX_VALUE : byDue.at(0).takenUntilMillis();
    }

    void forgetFirst() {
        forget(byDue.at(0));
    }

    /** In order of their keys. */
    List<UniqueHolder> inOrder() {
        List<UniqueHolder> inOrder = new ArrayList<>(byKey.values());
        inOrder.sort(Comparator.comparing(holder -> holder.claim.key()));
        return inOrder;
    }

    void checkConsistency(Jobs jobs) {
        byDue.checkConsistency();
        int alive = 0;
        for (UniqueHolder holder : byKey.values()) {
            alive += holder.alive() ? 1 : 0;
            Invariant.check(holder.alive() != byDue.contains(holder), "who is over is forgotten at some time");
        }
        Invariant.check(
                alive == jobs.countHolding(this), "jobs that have a unique key", alive, jobs.countHolding(this));
    }

    /** The one that is forgotten first, then by key. */
    private static final class ByDue extends IndexedHeap<UniqueHolder> {

        @Override
        boolean before(UniqueHolder a, UniqueHolder b) {
            return a.takenUntilMillis() != b.takenUntilMillis()
                    ? a.takenUntilMillis() < b.takenUntilMillis()
                    : a.claim.key().compareTo(b.claim.key()) < 0;
        }

        @Override
        int indexOf(UniqueHolder holder) {
            return holder.dueIndex;
        }

        @Override
        void place(UniqueHolder holder, int index) {
            holder.dueIndex = index;
        }
    }
}
