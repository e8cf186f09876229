package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Deletes a shared limit.
 *
 * <p>Refused with {@link QueueRejection#LIMIT_NOT_FOUND}, or {@link QueueRejection#LIMIT_IN_USE} while a queue names it.
 */
public record DeleteLimit(LimitName limit, Origin origin) implements Command<DeleteLimit.Reply> {

    /** Done. */
    public record Reply() {}
}
