package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Sets when leased messages become visible again; 0 gives them back at once.
 *
 * <p>Refused as a whole with {@link QueueRejection#QUEUE_NOT_FOUND}.
 *
 * @param leaseMillisMax longest lease since the receive that the changes may come to, at most {@link QueueLimits#VISIBILITY_MILLIS_MAX}
 */
public record ChangeVisibility(QueueName queue, List<Change> changes, long leaseMillisMax)
        implements Command<ChangeVisibility.Reply> {

    /** Changes within 12 hours of the receive. */
    public ChangeVisibility(QueueName queue, List<Change> changes) {
        this(queue, changes, QueueLimits.LEASE_MILLIS_DEFAULT_MAX);
    }

    /** New lease time of one message, from now. */
    public record Change(LeaseRef lease, long visibilityMillis) {}

    /** One result for each change, in order. */
    public record Reply(List<Result> results) {}

    /** What became of one change. */
    public enum Result {
        /** Done; also for a lease that ran out while nobody else took the message (then nothing changed). */
        CHANGED,
        /** The message is gone. */
        GONE,
        /** It has been leased to somebody else since. */
        LEASED_AGAIN,
        /** On a FIFO queue: it ran out, was given back, or the message has been leased again since. */
        EXPIRED,
        /** The lease names another queue or an earlier life of this one. */
        FOREIGN,
        /** Total lease time since the receive would pass the bound of the command. */
        TOO_LONG
    }
}
