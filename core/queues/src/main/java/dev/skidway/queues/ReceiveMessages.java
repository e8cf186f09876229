package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leases up to {@code countMax} messages; with nothing to lease it waits for a first one.
 *
 * <p>A message that was received as often as the queue's dead-letter policy allows is moved to the dead-letter queue instead, at most
 * {@link QueueLimits#DEAD_LETTERS_PER_COMMAND_MAX} in one receive. A receive that moved so many, and leased none, answers empty before
 * its wait is over. While the dead-letter queue does not exist, messages stay and are leased.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND}, or {@link QueueRejection#IN_FLIGHT_LIMIT} when it may not wait; a FIFO queue answers empty
 * then.
 *
 * @param countMax 1 or more
 * @param visibilityMillis lease time, or -1 for the queue's
 * @param waitMillis longest wait, 0 for none, or -1 for the queue's
 * @param attemptId on a FIFO queue, the receiver's name for this attempt: for {@link QueueLimits#ATTEMPT_MILLIS} the same one gets the
 *     same leases again, and their full time, unless one of them ended or was changed meanwhile; null for none
 * @param worker who asks, as it will be shown; empty if nobody says
 */
public record ReceiveMessages(
        QueueName queue,
        int countMax,
        long visibilityMillis,
        long waitMillis,
        @Nullable String attemptId,
        String worker)
        implements Command<ReceiveMessages.Reply> {

    /** A receive of somebody who does not say who. */
    public ReceiveMessages(
            QueueName queue, int countMax, long visibilityMillis, long waitMillis, @Nullable String attemptId) {
        this(queue, countMax, visibilityMillis, waitMillis, attemptId, "");
    }

    /** A receive without a name. */
    public ReceiveMessages(QueueName queue, int countMax, long visibilityMillis, long waitMillis) {
        this(queue, countMax, visibilityMillis, waitMillis, null);
    }

    /** The leased messages, possibly none. */
    public record Reply(List<LeasedMessage> messages) {}
}
