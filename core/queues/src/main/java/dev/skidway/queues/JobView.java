package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A job as it is.
 *
 * @param queue where it lies, or where it ended
 * @param message the message while it lives, or null
 * @param details what else is known of it while it lives, or null
 * @param finished what is remembered of it once it is over, or null
 * @param fetching whether it did not come from the disk soon enough: then nothing is shown, ask again
 */
public record JobView(
        QueueName queue,
        @Nullable PeekedMessage message,
        @Nullable JobDetails details,
        @Nullable FinishedJob finished,
        boolean fetching) {}
