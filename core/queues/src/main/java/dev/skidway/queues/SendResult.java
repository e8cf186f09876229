package dev.skidway.queues;

import dev.skidway.engine.Rejection;

/** What became of one message of a send. */
public sealed interface SendResult {

    /**
     * Durable, with this identity.
     *
     * @param duplicate whether it had been sent before: then nothing was stored, and this is the identity of the first one
     */
    record Stored(MessageRef message, boolean duplicate) implements SendResult {

        /** One that was sent for the first time. */
        public Stored(MessageRef message) {
            this(message, false);
        }
    }

    /** Durable; the job that had its unique key is gone. */
    record Replaced(MessageRef message, MessageRef replaced) implements SendResult {}

    /** Durable, as a job that waits already: it has this content now, and is due later. */
    record Debounced(MessageRef message) implements SendResult {}

    /** Refused, because the job {@code existing} has its unique key. */
    record Taken(MessageRef existing, Rejection rejection) implements SendResult {}

    /** Refused, for example with {@link QueueRejection#MESSAGE_TOO_LARGE}. */
    record Refused(Rejection rejection) implements SendResult {}
}
