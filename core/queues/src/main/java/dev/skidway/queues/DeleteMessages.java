package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Deletes messages by their leases. A lease that ran out still deletes unless the message was leased again since, but not on a FIFO
 * queue.
 *
 * <p>Refused as a whole with {@link QueueRejection#QUEUE_NOT_FOUND}.
 */
public record DeleteMessages(QueueName queue, List<LeaseRef> leases) implements Command<DeleteMessages.Reply> {

    /** One result for each lease, in order. */
    public record Reply(List<Result> results) {}

    /** What became of one delete; all of these count as success in SQS. */
    public enum Result {
        /** The message is gone now. */
        DELETED,
        /** It was gone before. */
        ALREADY_GONE,
        /** It has been leased to somebody else since, and stays. */
        LEASED_AGAIN,
        /** On a FIFO queue: it ran out, was given back, or the message has been leased again since; the message stays. */
        EXPIRED,
        /** The lease names another queue or an earlier life of this one. */
        FOREIGN
    }
}
