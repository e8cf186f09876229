package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in its queue, with the place of its payload.
 *
 * @param place where it lies now
 * @param identity where it lay when it was sent: another place if it is a dead letter
 * @param payload where headers and body lie
 * @param key lane key it was sent with, or null
 * @param priority lower is served first
 * @param enqueuedAtMillis engine time of the send
 * @param dueAtMillis end of its lease or delay, or 0 while it is ready
 * @param receiveCount how often it was leased
 * @param firstReceivedAtMillis engine time of its first lease, or 0 if it was never leased
 * @param deadLetterSource name of the queue that it came from as a dead letter, or null
 */
public record PeekedMessage(
        MessageRef place,
        MessageRef identity,
        State state,
        Payload payload,
        @Nullable String key,
        int priority,
        long enqueuedAtMillis,
        long dueAtMillis,
        int receiveCount,
        long firstReceivedAtMillis,
        @Nullable String deadLetterSource) {

    /** What it is doing. */
    public enum State {
        READY,
        DELAYED,
        LEASED
    }
}
