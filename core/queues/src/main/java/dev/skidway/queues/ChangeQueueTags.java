package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Removes tags by key, then sets others; keys that are not there need no removing.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND}, {@link QueueRejection#TAG_LIMIT} when the queue would have more than {@link
 * QueueLimits#NAMED_VALUES_MAX} tags, or {@link QueueRejection#SETTING_INVALID} for a key or value that is too long.
 */
public record ChangeQueueTags(QueueName queue, SortedSet<String> removed, SortedMap<String, String> set, Origin origin)
        implements Command<ChangeQueueTags.Reply> {

    /** Nothing to tell. */
    public record Reply() {}
}
