package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.SortedMap;

/**
 * Creates a queue, or finds one whose settings agree with all that are named here.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_EXISTS} (the message names the first setting that differs), {@link
 * QueueRejection#QUEUE_DELETED_RECENTLY}, {@link QueueRejection#QUEUE_NAME_INVALID}, {@link QueueRejection#SETTING_INVALID},
 * {@link QueueRejection#DEAD_LETTER_TARGET_MISSING}, {@link QueueRejection#DEAD_LETTER_TARGET_DENIES} or {@link
 * QueueRejection#QUEUE_LIMIT}.
 */
public record CreateQueue(QueueName queue, SettingsChange settings, SortedMap<String, String> tags, Origin origin)
        implements Command<CreateQueue.Reply> {

    @Override
    public boolean addsWork() {
        return true;
    }

    /** Whether the queue was created now or found. */
    public record Reply(boolean created) {}
}
