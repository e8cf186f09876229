package dev.skidway.queues;

import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;

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

    /** A refusal of commands with more entries than one frame should describe. */
    static <R> Decision<R> tooManyEntries(int found) {
        return reject(
                QueueRejection.SETTING_INVALID,
                "Expected at most " + QueueLimits.ENTRIES_MAX + " entries, found " + found + "; split the request.");
    }
}
