package dev.skidway.queues;

/** Why a move task failed. What it had not moved stays in the source. The order is part of the formats. */
public enum MoveFailure {
    /** The queue that the next message was to go to does not exist any more. */
    DESTINATION_GONE,
    /** The next message did not come to the source as a dead letter, so there is no queue to give it back to. */
    ORIGIN_UNKNOWN,
    /** The destination has no room for one more key. */
    DESTINATION_FULL
}
