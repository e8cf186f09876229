package dev.skidway.sim;

import dev.skidway.queues.LeaseRef;

/**
 * A lease that a simulated worker holds, or once held.
 *
 * @param message what it works on
 * @param queue that gave it; the message may have moved on since
 * @param lease its receipt
 */
record Held(SentMessage message, QueueModel queue, LeaseRef lease) {}
