package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A message under a lease, with the place of its payload: headers, then body, in one piece.
 *
 * @param identity where it lay when it was sent: another place than the lease's if it is a dead letter
 * @param deadLetterSource name of the queue that it came from as a dead letter, of the same namespace, or null
 * @param payloadPosition journal address of the first header byte; the {@link PayloadChecksum} stands right before it
 * @param headerBytes length of the headers
 * @param bodyBytes length of the body
 * @param key lane key it was sent with, or null
 * @param enqueuedAtMillis engine time of the send
 * @param firstReceivedAtMillis engine time of its first lease
 * @param receiveCount how often it was leased, this time and queues before included
 * @param priority lower is served first
 * @param untilMillis engine time at which the lease ends
 * @param job what else is known of it, or null
 */
public record LeasedMessage(
        LeaseRef lease,
        MessageRef identity,
        @Nullable String deadLetterSource,
        long payloadPosition,
        int headerBytes,
        int bodyBytes,
        @Nullable String key,
        long enqueuedAtMillis,
        long firstReceivedAtMillis,
        int receiveCount,
        int priority,
        long untilMillis,
        @Nullable JobDetails job) {

    /** Where headers and body lie. */
    public Payload payload() {
        return new Payload(payloadPosition, headerBytes, bodyBytes);
    }

    /** A message that is no dead letter. */
    public LeasedMessage(
            LeaseRef lease,
            long payloadPosition,
            int headerBytes,
            int bodyBytes,
            @Nullable String key,
            long enqueuedAtMillis,
            long firstReceivedAtMillis,
            int receiveCount) {
        this(
                lease,
                lease.message(),
                null,
                payloadPosition,
                headerBytes,
                bodyBytes,
                key,
                enqueuedAtMillis,
                firstReceivedAtMillis,
                receiveCount,
                0,
                0,
                null);
    }

    /** The same lease, after the payload was copied to another place. */
    public LeasedMessage withPayloadAt(long position) {
        return new LeasedMessage(
                lease,
                identity,
                deadLetterSource,
                position,
                headerBytes,
                bodyBytes,
                key,
                enqueuedAtMillis,
                firstReceivedAtMillis,
                receiveCount,
                priority,
                untilMillis,
                job);
    }
}
