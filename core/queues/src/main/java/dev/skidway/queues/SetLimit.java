package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Makes or changes a limit that several queues of the namespace share by naming it; takes effect at once.
 *
 * <p>Refused with {@link QueueRejection#SETTING_INVALID}, or {@link QueueRejection#QUEUE_LIMIT} when there are too many.
 *
 * @param concurrencyMax most jobs of all its queues leased at once, or {@link DispatchSettings#UNLIMITED}
 * @param rate how many of them may be leased in a time
 */
public record SetLimit(LimitName limit, int concurrencyMax, RateLimit rate, Origin origin)
        implements Command<SetLimit.Reply> {

    /** The limit as it is now; {@code created} if it is new. */
    public record Reply(boolean created) {}
}
