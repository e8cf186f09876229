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
 * @param delayMillis own delay, or -1 for the queue's; on a FIFO queue 0 means the queue's too, and more is refused
 * @param deduplicationId as the sender gave it, or null; means something on FIFO queues only
 * @param deduplicationHash of the id, or else of the body; made by the node for FIFO queues, null before
 */
public record NewMessage(
        byte[] body,
        byte[] headers,
        int sizeBytes,
        @Nullable String key,
        int priority,
        long delayMillis,
        @Nullable String deduplicationId,
        @Nullable DeduplicationHash deduplicationHash) {

    /** A message with a deduplication id that the node has not hashed yet, or without one. */
    public NewMessage(
            byte[] body,
            byte[] headers,
            int sizeBytes,
            @Nullable String key,
            int priority,
            long delayMillis,
            @Nullable String deduplicationId) {
        this(body, headers, sizeBytes, key, priority, delayMillis, deduplicationId, null);
    }

    /** A message without a deduplication id. */
    public NewMessage(
            byte[] body, byte[] headers, int sizeBytes, @Nullable String key, int priority, long delayMillis) {
        this(body, headers, sizeBytes, key, priority, delayMillis, null, null);
    }

    /** The same with the hash of its deduplication id, or of its body if it has none; one without a key has no need of it. */
    public NewMessage hashed() {
        if (key == null) {
            return this;
        }
        DeduplicationHash hash = deduplicationId == null
                ? DeduplicationHash.ofBody(body, key)
                : DeduplicationHash.of(deduplicationId, key);
        return new NewMessage(body, headers, sizeBytes, key, priority, delayMillis, deduplicationId, hash);
    }
}
