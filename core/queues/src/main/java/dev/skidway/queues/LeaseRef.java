package dev.skidway.queues;

/**
 * Identity of one lease of a message.
 *
 * @param lease receive count that the lease began, 1 or more
 */
public record LeaseRef(MessageRef message, long lease) {}
