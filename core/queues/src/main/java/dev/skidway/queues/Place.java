package dev.skidway.queues;

/** Where a message lies in its queue. */
record Place(long lane, long slot) {}
