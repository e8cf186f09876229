package dev.skidway.node;

import org.jspecify.annotations.Nullable;

/**
 * A leased message with its payload.
 *
 * @param messageId sealed id, the same for every receive
 * @param receiptHandle sealed lease, new for every receive
 * @param headers encoded {@link dev.skidway.queues.MessageHeaders}
 * @param body the bytes that were sent
 * @param key lane key (message group), or null
 * @param enqueuedAtMillis engine time of the send
 * @param firstReceivedAtMillis engine time of the first receive
 * @param receiveCount receives so far, this one included
 * @param deadLetterSource name of the queue of the same account that it came from as a dead letter, or null
 * @param sequenceNumber place in its group if the queue is FIFO, else null
 */
public record DeliveredMessage(
        String messageId,
        String receiptHandle,
        byte[] headers,
        byte[] body,
        @Nullable String key,
        long enqueuedAtMillis,
        long firstReceivedAtMillis,
        int receiveCount,
        @Nullable String deadLetterSource,
        @Nullable String sequenceNumber) {

    /** A message of a standard queue. */
    public DeliveredMessage(
            String messageId,
            String receiptHandle,
            byte[] headers,
            byte[] body,
            @Nullable String key,
            long enqueuedAtMillis,
            long firstReceivedAtMillis,
            int receiveCount,
            @Nullable String deadLetterSource) {
        this(
                messageId,
                receiptHandle,
                headers,
                body,
                key,
                enqueuedAtMillis,
                firstReceivedAtMillis,
                receiveCount,
                deadLetterSource,
                null);
    }
}
