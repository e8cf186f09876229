package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * What deciders may know of a message that was leased at least once.
 *
 * @param receiveCount leases so far
 * @param firstReceivedAtMillis engine time of the first lease
 * @param leasedAtMillis engine time of the latest lease
 * @param untilMillis end of that lease; meaningless unless it holds
 * @param leased whether that lease still holds
 * @param receivesBefore receives that do not count for this queue's own bounds
 * @param deadLetter what is remembered of it, if it came as a dead letter
 */
record LeaseRead(
        int receiveCount,
        long firstReceivedAtMillis,
        long leasedAtMillis,
        long untilMillis,
        boolean leased,
        int receivesBefore,
        @Nullable DeadLetter deadLetter) {

    /** Leases in this queue, without those in queues that it came from, and those that were given back. */
    int receivesHere() {
        return receiveCount - receivesBefore;
    }
}
