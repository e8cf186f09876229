package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * A move task as it stands.
 *
 * @param destination null: each message goes back to the queue that it came from
 * @param perSecondMax most messages in a second; 0: no such limit
 * @param moved messages moved so far
 * @param approximateTotal messages that were there to be moved when it started
 * @param failure set when it has failed
 * @param startedAtMillis engine time of the start
 */
public record MoveTaskView(
        long taskId,
        MoveTaskStatus status,
        QueueName source,
        @Nullable QueueName destination,
        int perSecondMax,
        long moved,
        long approximateTotal,
        @Nullable MoveFailure failure,
        long startedAtMillis) {}
