package dev.skidway.queues;

import dev.skidway.engine.Command;

/** Changes the settings it names; a shorter retention also removes messages that are already too old. */
public record SetQueueSettings(QueueName queue, SettingsChange settings, Origin origin)
        implements Command<SetQueueSettings.Reply> {

    /** Nothing to tell. */
    public record Reply() {}
}
