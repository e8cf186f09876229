package dev.skidway.compat.chaos;

/**
 * One line of the recorded history: what a client did or was told.
 *
 * <p>All times are nanoseconds of this program's monotonic clock. A request's start bounds from below, its answer from above, when the
 * server acted. What a client is about to do is recorded before its request leaves, what it was told after the answer came, so
 * that the order of the lines never contradicts the order of cause and effect.
 */
sealed interface Entry {

    /** The group of messages that go to the standard queue. */
    int NO_GROUP = -1;

    /**
     * A message is about to be sent for the first time.
     *
     * @param number its number, which is also in its body
     * @param group its FIFO group, or {@link #NO_GROUP}
     * @param nanos when the first request began
     * @param delaySeconds for how long it was asked to be hidden
     */
    record Opened(long number, int group, long nanos, int delaySeconds) implements Entry {}

    /** A send was answered with success, and the message was given this id. */
    record Acknowledged(long number, long id) implements Entry {}

    /**
     * A body came.
     *
     * @param answer tells the messages of one answer from those of others; within one they are recorded in its order
     * @param number what the body says, or -1 when nobody ever sent it
     * @param count the receive count that the server gave
     */
    record Received(long answer, long number, long id, int count, long startNanos, long answerNanos) implements Entry {}

    /** A delete is about to be asked for: from here on the message may be gone, answered or not. */
    record DeleteTried(long id) implements Entry {}

    /**
     * A delete was answered with success while its lease still held.
     *
     * @param leasedNanos when the receive that gave the lease began
     * @param nanos when the answer came
     */
    record DeleteAcknowledged(long id, long leasedNanos, long nanos) implements Entry {}

    /** The server's clock was carried ahead over a restart: what it promised for a time before this moment may be over. */
    record TimePassed(long nanos) implements Entry {}
}
