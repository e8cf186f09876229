package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Sends one or more messages; those that are too large fail one by one, the others are stored together.
 *
 * <p>Refused as a whole with {@link QueueRejection#QUEUE_NOT_FOUND}.
 */
public record SendMessages(QueueName queue, List<NewMessage> messages) implements Command<SendMessages.Reply> {

    @Override
    public boolean addsWork() {
        return true;
    }

    @Override
    public int heldBytes() {
        int bytes = 0;
        for (NewMessage message : messages) {
            bytes += message.body().length + message.headers().length;
        }
        return bytes;
    }

    /** The same with the hashes that keys of messages need: computed here, the partition's thread has no time for them. */
    public SendMessages hashed() {
        boolean none = !queue.fifo() && messages.stream().noneMatch(NewMessage::hasIdempotencyKey);
        return none
                ? this
                : new SendMessages(
                        queue,
                        messages.stream()
                                .map(message -> (queue.fifo() ? message.hashed() : message).withContentHash())
                                .toList());
    }

    /** One result for each message, in order. */
    public record Reply(List<SendResult> results) {}
}
