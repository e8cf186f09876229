package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Changes what keys of a queue have of their own, all named or none: weights, limits, pauses; takes effect at once.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND}, {@link QueueRejection#SETTING_INVALID}, or {@link QueueRejection#KEY_SETTINGS_LIMIT} when too
 * many keys would have settings of their own.
 *
 * @param changes at most {@link QueueLimits#ENTRIES_MAX}, each key once
 */
public record SetKeySettings(QueueName queue, List<Change> changes, Origin origin)
        implements Command<SetKeySettings.Reply> {

    /**
     * What changes for one key.
     *
     * @param key empty for the messages without one
     */
    public record Change(String key, KeyChange settings) {}

    /** Done. */
    public record Reply() {}
}
