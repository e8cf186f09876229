package dev.skidway.queues;

import dev.skidway.engine.Rejection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a lease that a worker names holds. */
final class LeaseCheck {

    private LeaseCheck() {}

    /** The queue of a lease if it belongs to the namespace, or null. */
    static @Nullable QueueRead queue(QueuesRead queues, String namespace, LeaseRef lease) {
        QueueRead queue = queues.withId(lease.message().queueId());
        return queue != null && queue.name().namespace().equals(namespace) ? queue : null;
    }

    /** Why the lease does not hold, or null if it does. */
    static @Nullable Rejection refusal(LeaseRef lease, @Nullable QueueRead queue, String worker, long nowMillis) {
        if (queue == null) {
            return Rejections.leaseUnknown();
        }
        return switch (Standing.of(lease, queue, nowMillis)) {
            case FOREIGN -> Rejections.leaseUnknown();
            case GONE ->
                new Rejection(
                        QueueRejection.JOB_NOT_FOUND,
                        "Expected a job that lives; it was finished, cancelled, moved or removed.");
            case LEASED_AGAIN ->
                new Rejection(
                        QueueRejection.LEASE_LOST,
                        "Expected the latest lease of the job; it ran out, and another worker has had the job since.");
            case EXPIRED -> expired();
            case LATEST -> ofLatest(lease, queue, worker);
        };
    }

    private static Rejection expired() {
        return new Rejection(
                QueueRejection.LEASE_EXPIRED,
                "Expected a lease that holds; it ran out or was given up, and the job waits for its next attempt.");
    }

    private static @Nullable Rejection ofLatest(LeaseRef lease, QueueRead queue, String worker) {
        MessageRef message = lease.message();
        LeaseRead read = Objects.requireNonNull(queue.lease(message.lane(), message.slot()));
        if (!read.leased()) {
            return expired();
        }
        String holder = queue.holder(message.lane(), message.slot());
        return worker.isEmpty() || holder.isEmpty() || holder.equals(worker)
                ? null
                : new Rejection(
                        QueueRejection.LEASE_OF_ANOTHER_WORKER,
                        "Expected a lease of worker \"" + worker + "\"; worker \"" + holder + "\" has it.");
    }
}
