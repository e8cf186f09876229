package dev.skidway.queues;

/**
 * What deciders may know of a message that was leased at least once, or is delayed.
 *
 * @param receiveCount leases so far; 0 while it is delayed for the first time
 * @param firstReceivedAtMillis engine time of the first lease
 * @param leasedAtMillis engine time of the latest lease
 * @param leased whether that lease still holds
 */
record LeaseRead(int receiveCount, long firstReceivedAtMillis, long leasedAtMillis, boolean leased) {}
