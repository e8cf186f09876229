package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue that have more than slot and record: found by place, walked in order of their numbers; those that were moved also
 * in order of age.
 *
 * <p>A lane's other messages are in order of age by themselves; one that was moved may be older than those before it.
 */
final class Jobs {

    private Map<Place, Job> byPlace = new HashMap<>();
    private final TreeMap<Long, Job> byNumber = new TreeMap<>();
    private final ByAge byAge = new ByAge();
    private final Identities identities;
    private final long queueId;
    private long nextNumber;

    Jobs(long queueId, Identities identities) {
        this.queueId = queueId;
        this.identities = identities;
    }

    int size() {
        return byPlace.size();
    }

    /** Number that the next new one gets. */
    long nextNumber() {
        return nextNumber;
    }

    /** The first of this number or a higher one, or null. */
    @Nullable Job from(long number) {
        Map.Entry<Long, Job> entry = byNumber.ceilingEntry(number);
        return entry == null ? null : entry.getValue();
    }

    @Nullable Job find(long lane, long slot) {
        return byPlace.isEmpty() ? null : byPlace.get(new Place(lane, slot));
    }

    /** Takes one that is new here; its number must be the next. */
    void add(Job job) {
        Invariant.check(job.number == nextNumber, "number of a job", nextNumber, job.number);
        nextNumber++;
        byNumber.put(job.number, job);
        Invariant.check(byPlace.putIfAbsent(new Place(job.lane, job.slot), job) == null, "a message is one job");
        if (job.moved) {
            byAge.add(job);
            identities.moved(job.identity(), placeOf(job));
        }
    }

    void remove(Job job) {
        byNumber.remove(job.number);
        byPlace.remove(new Place(job.lane, job.slot));
        if (job.moved) {
            byAge.remove(job);
            identities.gone(job.identity());
        }
        if (byPlace.isEmpty()) {
            // A table that was large once lets go of its memory.
            byPlace = new HashMap<>();
        }
    }

    /** All of it is dropped by reference. */
    void dropped() {
        identities.dropped(byAge.size(), movedOnes());
    }

    private Iterator<MessageRef> movedOnes() {
        return byNumber.values().stream()
                .filter(job -> job.moved)
                .map(Job::identity)
                .iterator();
    }

    private MessageRef placeOf(Job job) {
        return new MessageRef(queueId, job.lane, job.slot);
    }

    /** Enqueue time of the oldest that was moved, or {@link Long#MAX_VALUE}. */
    long oldestMillis() {
        return byAge.isEmpty() ? Long.MAX_VALUE : byAge.at(0).enqueuedAtMillis;
    }

    /** The oldest that was moved; there must be one. */
    Job oldest() {
        return byAge.at(0);
    }

    /** Those that were moved. */
    int movedCount() {
        return byAge.size();
    }

    void checkConsistency(Records records, LaneTable lanes) {
        byAge.checkConsistency();
        Invariant.check(byNumber.size() == byPlace.size(), "jobs by number", byPlace.size(), byNumber.size());
        int moved = 0;
        for (Job job : byNumber.values()) {
            Invariant.check(find(job.lane, job.slot) == job, "a job is found by its place");
            Lane lane = lanes.find(job.lane);
            Invariant.check(lane != null && lane.isLive(job.slot), "a job is a message that lives");
            Invariant.check(byAge.contains(job) == job.moved, "what was moved is in the order of age");
            if (job.moved) {
                moved++;
                Invariant.check(placeOf(job).equals(identities.placeOf(job.identity())), "what was moved is found");
                Chunk chunk = lane == null ? null : lane.chunkOf(job.slot);
                Invariant.check(
                        chunk == null
                                || chunk.isAway()
                                || chunk.enqueuedAtMillis((int) (job.slot - chunk.firstSlot)) == job.enqueuedAtMillis,
                        "what was moved knows its age");
            }
            if (!job.sourceName.isEmpty()) {
                int record = records.find(job.lane, job.slot);
                Invariant.check(
                        record != Records.ABSENT
                                && job.receivesBefore > 0
                                && job.receivesBefore <= records.receiveCount(record),
                        "a dead letter was received before");
            }
        }
        Invariant.check(moved == byAge.size(), "messages that were moved", byAge.size(), moved);
    }

    /** Oldest first, then by lane and slot. */
    private static final class ByAge extends IndexedHeap<Job> {

        @Override
        boolean before(Job a, Job b) {
            if (a.enqueuedAtMillis != b.enqueuedAtMillis) {
                return a.enqueuedAtMillis < b.enqueuedAtMillis;
            }
            return a.lane != b.lane ? a.lane < b.lane : a.slot < b.slot;
        }

        @Override
        int indexOf(Job job) {
            return job.ageIndex;
        }

        @Override
        void place(Job job, int index) {
            job.ageIndex = index;
        }
    }
}
