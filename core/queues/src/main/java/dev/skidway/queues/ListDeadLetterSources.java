package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Lists the queues whose dead letters go to a queue, in the order of their names.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND} or {@link QueueRejection#SETTING_INVALID}.
 *
 * @param target the dead-letter queue
 * @param after only names greater than it; empty from the start
 * @param countMax 1 to 1,000
 */
public record ListDeadLetterSources(QueueName target, String after, int countMax)
        implements Command<ListDeadLetterSources.Reply> {

    /** A page, and whether more follow. */
    public record Reply(List<QueueName> sources, boolean more) {

        public Reply {
            sources = List.copyOf(sources);
        }
    }
}
