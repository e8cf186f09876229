package dev.skidway.queues;

/**
 * Identity of a message: where it lies, for as long as it lives. Never shown to clients in the open: the node seals it.
 *
 * @param queueId life of the queue, 1 to 2^32 - 1
 * @param lane number of the lane in that life of the queue, 0 to 2^40 - 1, never used for another key
 * @param slot number of the slot in the lane, 0 to 2^40 - 1
 */
public record MessageRef(long queueId, long lane, long slot) {}
