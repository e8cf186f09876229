package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A message to be sent. The arrays are handed over and must not change afterwards.
 *
 * @param body any bytes
 * @param headers attributes and such, encoded as {@link MessageHeaders}; opaque to the state machine
 * @param sizeBytes what counts against {@link QueueSettings#messageBytesMax}
 * @param key lane within the priority, for fairness (an SQS message group); null for the queue's common lane; 1 to 128 bytes
 * @param priority lower is served first; 0 unless the protocol knows priorities
 * @param delayMillis own delay, or -1 for the queue's
 */
public record NewMessage(
        byte[] body,
        byte[] headers,
        int sizeBytes,
        @Nullable String key,
        int priority,
        long delayMillis) {}
