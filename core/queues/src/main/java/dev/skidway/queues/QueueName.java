package dev.skidway.queues;

/**
 * The name of a queue.
 *
 * @param namespace who owns it (an SQS account id, for example); decides the partition
 * @param name 1 to 80 characters {@code [A-Za-z0-9_.-]}, unique in the namespace, case-sensitive; protocols may be stricter
 */
public record QueueName(String namespace, String name) {}
