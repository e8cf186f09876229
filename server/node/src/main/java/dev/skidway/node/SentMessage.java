package dev.skidway.node;

import dev.skidway.engine.Rejection;
import org.jspecify.annotations.Nullable;

/** What became of one message of a send. */
public sealed interface SentMessage {

    /**
     * Durable under this id (looks like a UUID).
     *
     * @param sequenceNumber of a FIFO message, else null
     * @param duplicate whether it had been sent before: then this is the first one, and nothing was stored
     */
    record Stored(String messageId, @Nullable String sequenceNumber, boolean duplicate) implements SentMessage {

        /** A message of a standard queue. */
        public Stored(String messageId) {
            this(messageId, null, false);
        }
    }

    /** Refused alone. */
    record Refused(Rejection rejection) implements SentMessage {}
}
