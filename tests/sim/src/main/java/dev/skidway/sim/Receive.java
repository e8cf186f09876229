package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.sim.Violation.Kind;

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

    /** Whether a lease tells when it was decided: where its time was named. */
    boolean exact(LeasedMessage lease) {
        return visibilityMillis >= 0 && lease.untilMillis() > 0;
    }

    /** When it was decided, at the latest. */
    long decidedByMillis(LeasedMessage lease, long nowMillis) {
        if (!exact(lease)) {
            return nowMillis;
        }
        long decided = lease.untilMillis() - visibilityMillis;
        Violation.unless(
                decided >= submittedAtMillis && decided <= nowMillis,
                Kind.TIME,
                () -> "leased from " + submittedAtMillis + " to " + nowMillis + " for " + visibilityMillis + ": "
                        + lease);
        return decided;
    }

    /** Longest lease it may have given. */
    long visibilityMillisMax() {
        return visibilityMillis < 0 ? queue.visibilityMillisMax() : visibilityMillis;
    }
}
