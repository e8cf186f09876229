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

    /** Refused, for example with {@link QueueRejection#MESSAGE_TOO_LARGE}. */
    record Refused(Rejection rejection) implements SendResult {}
}
