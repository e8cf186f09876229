package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue that have more than slot and record: found by place; those that were moved also in order of
 * age, those that expire in order of that.
 *
 * <p>A lane's other messages are in order of age by themselves; one that was moved may be older than those before it.
 */
final class Jobs {

    private Map<Place, Job> byPlace = new HashMap<>();
    private final ByAge byAge = new ByAge();
    private final ByExpiry byExpiry = new ByExpiry();
    private final Parts parts;
    private final Identities identities;
    private final long queueId;

    Jobs(long queueId, Parts parts, Identities identities) {
        this.queueId = queueId;
        this.parts = parts;
        this.identities = identities;
    }

    /** Of a message: that of its lane, or on a FIFO queue its own. */
    int priorityOf(LaneRead lane, long slot) {
        Job job = find(lane.number(), slot);
        return job == null || job.terms.priority() == 0 ? lane.priority() : job.terms.priority();
    }

    int size() {
        return byPlace.size();
    }

    @Nullable Job find(long lane, long slot) {
        return byPlace.isEmpty() ? null : byPlace.get(new Place(lane, slot));
    }

    /** All that a message takes along that leaves its place. */
    MovingMessage moving(
            MessageRef place,
            Payload payload,
            long enqueuedAtMillis,
            long visibleAtMillis,
            MovingMessage.@Nullable Receives receives) {
        Job job = find(place.lane(), place.slot());
        return job == null
                ? new MovingMessage(
                        payload, enqueuedAtMillis, visibleAtMillis, receives, place, "", 0, JobTerms.NONE, JobPast.NONE)
                : new MovingMessage(
                        payload,
                        enqueuedAtMillis,
                        visibleAtMillis,
                        receives,
                        job.identity(),
                        job.sourceName,
                        job.receivesBefore,
                        job.terms,
                        job.past);
    }

    void add(Job job) {
        Invariant.check(byPlace.putIfAbsent(new Place(job.lane, job.slot), job) == null, "a message is one job");
        parts.add(job);
        if (job.moved) {
            byAge.add(job);
            identities.moved(job.identity(), placeOf(job));
        }
        if (job.terms.expires()) {
            byExpiry.add(job);
        }
    }

    void remove(Job job) {
        parts.remove(job);
        byPlace.remove(new Place(job.lane, job.slot));
        if (job.moved) {
            byAge.remove(job);
            identities.gone(job.identity());
        }
        if (byExpiry.contains(job)) {
            byExpiry.remove(job);
        }
        if (byPlace.isEmpty()) {
            // A table that was large once lets go of its memory.
            byPlace = new HashMap<>();
        }
    }

    /** A worker has the message: it does not expire meanwhile. */
    void pauseExpiry(long lane, long slot) {
        Job job = find(lane, slot);
        if (job != null && byExpiry.contains(job)) {
            byExpiry.remove(job);
        }
    }

    void resumeExpiry(long lane, long slot) {
        Job job = find(lane, slot);
        if (job != null && job.terms.expires() && !byExpiry.contains(job)) {
            byExpiry.add(job);
        }
    }

    /** All of it is dropped by reference. */
    void dropped() {
        identities.dropped(byAge.size(), byAge.all());
    }

    /** Engine time at which the next one expires, or {@link Long#MAX_VALUE}. */
    long nextExpiryMillis() {
        return byExpiry.isEmpty() ? Long.MAX_VALUE : byExpiry.at(0).terms.expiresAtMillis();
    }

    /** The one that expires next; there must be one. */
    Job nextToExpire() {
        return byExpiry.at(0);
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

    /** How many of them have a unique key, as far as the holders say so too. */
    int countHolding(UniqueHolders holders) {
        int count = 0;
        for (Part part = parts.from(0); part != null; part = parts.from(part.number + 1)) {
            if (part instanceof Job job && job.terms.claim() != null) {
                UniqueHolder holder = holders.find(job.terms.claim().key());
                count += holder != null && holder.alive() && holder.identity.equals(job.identity()) ? 1 : 0;
            }
        }
        return count;
    }

    /** Those that were moved. */
    int movedCount() {
        return byAge.size();
    }

    void checkConsistency(Records records, LaneTable lanes) {
        byAge.checkConsistency();
        byExpiry.checkConsistency();
        int moved = 0;
        int found = 0;
        for (Part part = parts.from(0); part != null; part = parts.from(part.number + 1)) {
            if (!(part instanceof Job job)) {
                continue;
            }
            found++;
            int record = records.find(job.lane, job.slot);
            boolean leased = record != Records.ABSENT && records.isLeased(record);
            Invariant.check(byExpiry.contains(job) == (job.terms.expires() && !leased), "what expires is in order");
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
                Invariant.check(
                        record != Records.ABSENT
                                && job.receivesBefore > 0
                                && job.receivesBefore <= records.receiveCount(record),
                        "a dead letter was received before");
            }
        }
        Invariant.check(found == byPlace.size(), "jobs by place", found, byPlace.size());
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

        /** Names of all of them, which may be taken out of a list that is dropped. */
        Iterator<MessageRef> all() {
            return IntStream.range(0, size())
                    .mapToObj(index -> at(index).identity())
                    .iterator();
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

    /** The one that expires first, then by lane and slot. */
    private static final class ByExpiry extends IndexedHeap<Job> {

        @Override
        boolean before(Job a, Job b) {
            if (a.terms.expiresAtMillis() != b.terms.expiresAtMillis()) {
                return a.terms.expiresAtMillis() < b.terms.expiresAtMillis();
            }
            return a.lane != b.lane ? a.lane < b.lane : a.slot < b.slot;
        }

        @Override
        int indexOf(Job job) {
            return job.expiryIndex;
        }

        @Override
        void place(Job job, int index) {
            job.expiryIndex = index;
        }
    }
}
