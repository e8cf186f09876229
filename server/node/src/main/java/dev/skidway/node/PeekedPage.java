package dev.skidway.node;

import dev.skidway.queues.PeekedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were looked at.
 *
 * @param next what the next page begins after, or null if this is the last
 */
public record PeekedPage(List<Message> messages, @Nullable String next) {

    public PeekedPage {
        messages = List.copyOf(messages);
    }

    /**
     * One message.
     *
     * @param messageId sealed id, as receivers see it
     * @param about all that the queue knows of it
     * @param sequenceNumber place in its group if the queue is FIFO, else null
     * @param damaged whether its payload cannot be read as it was stored; headers and body are empty then
     * @param headers encoded {@link dev.skidway.queues.MessageHeaders}
     */
    public record Message(
            String messageId,
            PeekedMessage about,
            @Nullable String sequenceNumber,
            boolean damaged,
            byte[] headers,
            byte[] body) {}
}
