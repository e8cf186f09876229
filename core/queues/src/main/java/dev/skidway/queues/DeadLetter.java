package dev.skidway.queues;

/**
 * What is remembered of a message that was moved as a dead letter.
 *
 * @param identity where it lay when it was sent: its name for ever
 * @param sourceName queue it came from last, of the same namespace
 * @param receivesBefore receive count when it came: receives from there on count for this queue's own policy
 */
record DeadLetter(MessageRef identity, String sourceName, int receivesBefore) {}
