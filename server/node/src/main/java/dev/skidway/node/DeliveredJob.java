package dev.skidway.node;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.QueueName;

/**
 * A leased job with its payload.
 *
 * @param queue where it was leased
 * @param message where it lies, whose it is, how often it was tried
 * @param headers encoded {@link dev.skidway.queues.MessageHeaders}
 * @param body the bytes that were sent
 */
public record DeliveredJob(QueueName queue, LeasedMessage message, byte[] headers, byte[] body) {}
