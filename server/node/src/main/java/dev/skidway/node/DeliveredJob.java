package dev.skidway.node;

import dev.skidway.queues.LeasedMessage;

/**
 * A leased job with its payload.
 *
 * @param message where it lies, whose it is, how often it was tried
 * @param headers encoded {@link dev.skidway.queues.MessageHeaders}
 * @param body the bytes that were sent
 */
public record DeliveredJob(LeasedMessage message, byte[] headers, byte[] body) {}
