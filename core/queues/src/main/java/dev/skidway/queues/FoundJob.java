package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** A job that lives, found by its identity. */
record FoundJob(QueueRead queue, LaneRead lane, long slot) {

    /** Where it lies in this namespace, or null. */
    static @Nullable FoundJob of(QueuesRead queues, String namespace, MessageRef identity) {
        MessageRef place = queues.placeOf(identity);
        if (place == null) {
            return null;
        }
        QueueRead queue = queues.withId(place.queueId());
        LaneRead lane = queue == null ? null : queue.lane(place.lane());
        return queue == null || lane == null || !queue.name().namespace().equals(namespace)
                ? null
                : new FoundJob(queue, lane, place.slot());
    }

    /** Whether what is said of it is in memory; if not, it is being fetched. */
    boolean fetch() {
        return lane.fetch(slot);
    }

    @Nullable LeaseRead lease() {
        return queue.lease(lane.number(), slot);
    }

    boolean leased() {
        LeaseRead lease = lease();
        return lease != null && lease.leased();
    }

    @Nullable JobRead job() {
        return queue.job(lane.number(), slot);
    }
}
