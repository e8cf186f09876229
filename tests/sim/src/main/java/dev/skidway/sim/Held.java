package dev.skidway.sim;

import dev.skidway.queues.LeaseRef;

/**
 * A lease that a simulated worker holds, or once held.
 *
 * @param message what it works on
 * @param lease its receipt
 */
record Held(SentMessage message, LeaseRef lease) {}
