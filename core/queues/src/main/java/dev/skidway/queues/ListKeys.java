package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists keys of a queue that have messages, settings of their own, or something else that is remembered of them, in order of key.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND} or {@link QueueRejection#SETTING_INVALID}. Looks at all keys of the queue for each page.
 *
 * @param after the last key of the page before, null for the first page
 * @param countMax 1 to {@link QueueLimits#LIST_COUNT_MAX}
 */
public record ListKeys(QueueName queue, @Nullable String after, int countMax) implements Command<ListKeys.Reply> {

    /** A page; {@code more} if others follow. */
    public record Reply(List<KeyView> keys, boolean more) {}
}
