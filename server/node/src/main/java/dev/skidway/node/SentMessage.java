package dev.skidway.node;

import dev.skidway.engine.Rejection;

/** What became of one message of a send. */
public sealed interface SentMessage {

    /** Durable under this id (looks like a UUID). */
    record Stored(String messageId) implements SentMessage {}

    /** Refused alone. */
    record Refused(Rejection rejection) implements SentMessage {}
}
