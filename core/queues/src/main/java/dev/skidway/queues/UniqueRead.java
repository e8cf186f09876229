package dev.skidway.queues;

/**
 * What deciders may know of the job that has a unique key.
 *
 * @param alive whether it waits or runs in this queue
 * @param waiting whether it has the key while it waits
 * @param running whether it has it while it is leased
 * @param takenUntilMillis engine time until which it has the key whatever became of it, or 0
 */
record UniqueRead(MessageRef identity, boolean alive, boolean waiting, boolean running, long takenUntilMillis) {}
