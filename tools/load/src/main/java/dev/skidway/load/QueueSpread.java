package dev.skidway.load;

/**
 * How messages are spread.
 *
 * @param queues over how many queues
 * @param groups over how many message groups; 0 for none
 * @param fifo whether the queues are FIFO queues
 */
record QueueSpread(int queues, int groups, boolean fifo) {}
