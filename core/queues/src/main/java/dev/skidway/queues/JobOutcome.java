package dev.skidway.queues;

/** How a job ends; the order is the number in the log. */
public enum JobOutcome {
    DONE,
    /** Its last attempt failed, and there was no dead-letter queue. */
    FAILED,
    CANCELLED,
    /** It came too late, was too old, or ran at most once and its lease ran out. */
    EXPIRED,
    /** A later send with the same unique key took its place. */
    REPLACED
}
