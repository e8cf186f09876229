package dev.skidway.sim;

/**
 * A receive under way.
 *
 * @param queue asked
 * @param submittedAtStep when in the simulation
 * @param submittedAtMillis when in engine time, before it was decided
 * @param visibilityMillis lease time it names, or -1 for the queue's
 */
record Receive(QueueModel queue, long submittedAtStep, long submittedAtMillis, long visibilityMillis) {

    /** Shortest lease it may have given; asked when the answer is there, for settings may change while a receive waits. */
    long visibilityMillisMin() {
        return visibilityMillis < 0 ? queue.visibilityMillisMin() : visibilityMillis;
    }

    /** Longest lease it may have given. */
    long visibilityMillisMax() {
        return visibilityMillis < 0 ? queue.visibilityMillisMax() : visibilityMillis;
    }
}
