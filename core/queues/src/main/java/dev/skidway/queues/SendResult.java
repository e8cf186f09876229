package dev.skidway.queues;

import dev.skidway.engine.Rejection;

/** What became of one message of a send. */
public sealed interface SendResult {

    /** Durable, with this identity. */
    record Stored(MessageRef message) implements SendResult {}

    /** Refused, for example with {@link QueueRejection#MESSAGE_TOO_LARGE}. */
    record Refused(Rejection rejection) implements SendResult {}
}
