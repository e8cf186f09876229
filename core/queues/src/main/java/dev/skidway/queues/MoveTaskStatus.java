package dev.skidway.queues;

/** How a move task stands. The order is part of the formats. */
public enum MoveTaskStatus {
    /** It moves messages. */
    RUNNING,
    /** It was cancelled, and moves nothing any more. */
    CANCELLING,
    /** It moved all it was to move. */
    COMPLETED,
    /** It was cancelled before it was done. */
    CANCELLED,
    /** It could not go on. */
    FAILED;

    /** Whether the task has yet to end; a source has at most one such task. */
    boolean active() {
        return this == RUNNING || this == CANCELLING;
    }
}
