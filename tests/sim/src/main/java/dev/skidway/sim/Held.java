package dev.skidway.sim;

import dev.skidway.queues.LeaseRef;

/**
 * A lease that a simulated worker holds, or once held.
 *
 * @param message what it works on
 * @param queue that gave it; the message may have moved on since
 * @param lease its receipt
 */
record Held(SentMessage message, QueueModel queue, LeaseRef lease) {

    /** Each is its own: no other one is equal. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return lease.hashCode();
    }
}
