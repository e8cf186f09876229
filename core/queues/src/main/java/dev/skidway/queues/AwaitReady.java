package dev.skidway.queues;

import dev.skidway.engine.Command;

/**
 * Waits until a receive would find something in a queue, and leases nothing: for receivers that watch several queues at once.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND} or {@link QueueRejection#SETTING_INVALID}. Who is told so may still find nothing,
 * because somebody else was faster.
 *
 * @param waitMillis longest wait, 0 for none
 */
public record AwaitReady(QueueName queue, long waitMillis) implements Command<AwaitReady.Reply> {

    /** Whether there was something before the wait was over. */
    public record Reply(boolean ready) {}
}
