package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Changes the settings it names; a shorter retention also removes messages that are already too old.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND}, {@link QueueRejection#SETTING_INVALID}, {@link
 * QueueRejection#DEAD_LETTER_TARGET_MISSING} or {@link QueueRejection#DEAD_LETTER_TARGET_DENIES}.
 */
public record SetQueueSettings(QueueName queue, SettingsChange settings, Origin origin)
        implements Command<SetQueueSettings.Reply> {

    /** Nothing to tell. */
    public record Reply() {}
}
