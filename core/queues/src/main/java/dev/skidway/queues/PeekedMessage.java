package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in its queue, with the place of its payload.
 *
 * @param identity where it lay when it was sent
 * @param payload where headers and body lie
 * @param key lane key it was sent with, or null
 * @param priority lower is served first
 * @param enqueuedAtMillis engine time of the send
 * @param receiveCount how often it was leased
 * @param deadLetterSource name of the queue that it came from as a dead letter, or null
 */
public record PeekedMessage(
        MessageRef identity,
        State state,
        Payload payload,
        @Nullable String key,
        int priority,
        long enqueuedAtMillis,
        int receiveCount,
        @Nullable String deadLetterSource) {

    /** What it is doing. */
    public enum State {
        READY,
        DELAYED,
        LEASED
    }
}
