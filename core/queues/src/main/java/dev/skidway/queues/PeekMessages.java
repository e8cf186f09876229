package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at messages without receiving them, lane by lane in order of arrival: nothing is leased, counted or changed.
 *
 * <p>One page looks at no more than {@link QueueLimits#PEEK_LOOKED_MAX} messages and shows bodies of about {@link
 * QueueLimits#PEEK_BYTES_MAX} bytes, and waits
 * for one part of the queue at most that is not in memory: so it may be short, even empty, though more follow. Refused with {@link
 * QueueRejection#QUEUE_NOT_FOUND} or {@link QueueRejection#SETTING_INVALID}.
 *
 * @param after where the page before ended; null from the start
 * @param countMax 1 to {@link QueueLimits#PEEK_COUNT_MAX}
 */
public record PeekMessages(
        QueueName queue, Wanted wanted, @Nullable MessageRef after, int countMax)
        implements Command<PeekMessages.Reply> {

    /** What peeks wait on while parts of a queue are fetched: not its id, for a peek that waits must not stand before receives. */
    static long waitKey(long queueId) {
        return ~queueId;
    }

    /** Which messages are shown. */
    public enum Wanted {
        ALL,
        READY,
        DELAYED,
        LEASED;

        boolean takes(PeekedMessage.State state) {
            return this == ALL || name().equals(state.name());
        }
    }

    /**
     * A page.
     *
     * @param next where the next page begins, null if this is the last
     * @param fetching whether nothing could be shown because it did not come from the disk soon enough: then ask for the same page again
     */
    public record Reply(
            List<PeekedMessage> messages, @Nullable MessageRef next, boolean fetching) {

        public Reply {
            messages = List.copyOf(messages);
        }
    }
}
