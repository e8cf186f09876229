package dev.skidway.queues;

import java.nio.ByteBuffer;
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
 * @param options what is asked of it as a job, or null
 */
public record NewMessage(
        byte[] body,
        byte[] headers,
        int sizeBytes,
        @Nullable String key,
        int priority,
        long delayMillis,
        @Nullable String deduplicationId,
        @Nullable DeduplicationHash deduplicationHash,
        @Nullable JobOptions options) {

    /** A message of which no more is asked. */
    public NewMessage(
            byte[] body,
            byte[] headers,
            int sizeBytes,
            @Nullable String key,
            int priority,
            long delayMillis,
            @Nullable String deduplicationId,
            @Nullable DeduplicationHash deduplicationHash) {
        this(body, headers, sizeBytes, key, priority, delayMillis, deduplicationId, deduplicationHash, null);
    }

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
        return new NewMessage(body, headers, sizeBytes, key, priority, delayMillis, deduplicationId, hash, options);
    }

    /** The same with the hash of its content, if it has an idempotency key. */
    public NewMessage withContentHash() {
        return options == null || !hasIdempotencyKey() ? this : with(options.with(contentHash()));
    }

    boolean hasIdempotencyKey() {
        return options != null && options.idempotencyKey() != null;
    }

    /** What makes two sends the same: body, headers, key and priority. */
    Hash128 contentHash() {
        byte[] keyBytes = key == null ? new byte[0] : Fields.utf8(key);
        byte[] priorityBytes =
                ByteBuffer.allocate(Integer.BYTES).putInt(priority).array();
        return Hash128.ofAll(body, headers, keyBytes, priorityBytes);
    }

    /** The same with what is asked of it as a job. */
    public NewMessage with(JobOptions jobOptions) {
        return new NewMessage(
                body, headers, sizeBytes, key, priority, delayMillis, deduplicationId, deduplicationHash, jobOptions);
    }
}
