package dev.skidway.queues;

import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rejections that several deciders share. */
final class Rejections {

    private Rejections() {}

    static <R> Decision<R> queueNotFound(QueueName name) {
        return reject(
                QueueRejection.QUEUE_NOT_FOUND,
                "No queue named " + name.name() + " exists in " + name.namespace() + "; create it first.");
    }

    static <R> Decision<R> reject(QueueRejection reason, String message) {
        return new Decision.Reject<>(new Rejection(reason, message));
    }

    static Rejection leaseUnknown() {
        return new Rejection(
                QueueRejection.LEASE_UNKNOWN,
                "Expected a lease that was given in this life of its queue, and in this namespace.");
    }

    /** What speaks against a changed dead-letter policy of {@code queue}, or null. */
    static @Nullable Rejection deadLetters(QueueName queue, @Nullable DeadLetterPolicy changed, QueuesRead queues) {
        if (changed == null || !changed.on()) {
            return null;
        }
        QueueRead target = queues.find(new QueueName(queue.namespace(), changed.targetName()));
        if (target == null || changed.targetName().equals(queue.name())) {
            return new Rejection(QueueRejection.DEAD_LETTER_TARGET_MISSING, "Dead letter target does not exist.");
        }
        if (queue.fifo() != target.settings().fifo().fifo()) {
            return new Rejection(
                    QueueRejection.DEAD_LETTER_KIND_DIFFERS,
                    "Dead-letter queue must be same type of queue as the source.");
        }
        return target.settings().deadLetterSources().allow(queue.name())
                ? null
                : new Rejection(
                        QueueRejection.DEAD_LETTER_TARGET_DENIES,
                        "Queue " + changed.targetName() + " does not allow " + queue.name()
                                + " to use it for dead letters.");
    }

    static <R> Decision<R> limitNotFound(LimitName name) {
        return new Decision.Reject<>(limitMissing(name));
    }

    private static Rejection limitMissing(LimitName name) {
        return new Rejection(
                QueueRejection.LIMIT_NOT_FOUND,
                "No limit named " + name.name() + " exists in " + name.namespace() + "; set it first.");
    }

    /** What speaks against the shared limits that a changed {@code queue} names, or null. */
    static @Nullable Rejection limits(
            QueueName queue, @Nullable List<String> names, List<String> before, QueuesRead queues) {
        for (String name : names == null ? List.<String>of() : names) {
            LimitView limit = queues.limits().view(new LimitName(queue.namespace(), name));
            if (limit == null) {
                return limitMissing(new LimitName(queue.namespace(), name));
            }
            if (limit.queues() >= QueueLimits.QUEUES_PER_SHARED_LIMIT_MAX && !before.contains(name)) {
                return new Rejection(
                        QueueRejection.QUEUE_LIMIT,
                        "Expected at most " + QueueLimits.QUEUES_PER_SHARED_LIMIT_MAX + " queues that use the limit "
                                + name + "; have some use another one.");
            }
        }
        return null;
    }

    static <R> Decision<R> draining(QueueRead queue) {
        String note = queue.settings().dispatch().note();
        return reject(
                QueueRejection.QUEUE_DRAINING,
                "Queue " + queue.name().name() + " is draining and takes nothing new"
                        + (note.isEmpty() ? "." : " (" + note + ").") + " Send again once it has been opened.");
    }

    /** A refusal of commands with more entries than one frame should describe. */
    static <R> Decision<R> tooManyEntries(int found) {
        return reject(
                QueueRejection.SETTING_INVALID,
                "Expected at most " + QueueLimits.ENTRIES_MAX + " entries, found " + found + "; split the request.");
    }
}
