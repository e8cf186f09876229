package dev.skidway.queues;

import dev.skidway.engine.Command;

/** Removes every message of a queue, leased and delayed ones too; once in 60 s, else {@link QueueRejection#PURGE_IN_PROGRESS}. */
public record PurgeQueue(QueueName queue, Origin origin) implements Command<PurgeQueue.Reply> {

    /** How many messages went. */
    public record Reply(long messages) {}
}
