package dev.skidway.queues;

import java.util.SortedMap;

/**
 * A queue as it was when asked.
 *
 * @param queueId number of this life of the queue, never used again
 * @param visible messages that a receive could lease now
 * @param leased messages in flight
 * @param delayed messages whose delay has not passed
 * @param createdAtMillis engine time
 * @param modifiedAtMillis engine time of the last change of settings
 * @param oldestEnqueuedAtMillis enqueue time of the oldest message, or -1 when empty
 * @param sentTotal messages ever sent to this life of the queue
 * @param deletedTotal messages ever deleted by receivers
 * @param heldSinceMillis engine time since which it is paused, or draining if it is not paused; 0 if neither
 * @param finishedCount finished jobs that it remembers
 * @param historyBytes memory that those take, reckoned
 */
public record QueueView(
        QueueName queue,
        long queueId,
        QueueSettings settings,
        SortedMap<String, String> tags,
        long visible,
        long leased,
        long delayed,
        long createdAtMillis,
        long modifiedAtMillis,
        long oldestEnqueuedAtMillis,
        long sentTotal,
        long deletedTotal,
        long heldSinceMillis,
        long finishedCount,
        long historyBytes) {

    /** A queue that is neither paused nor draining, and remembers nothing. */
    public QueueView(
            QueueName queue,
            long queueId,
            QueueSettings settings,
            SortedMap<String, String> tags,
            long visible,
            long leased,
            long delayed,
            long createdAtMillis,
            long modifiedAtMillis,
            long oldestEnqueuedAtMillis,
            long sentTotal,
            long deletedTotal) {
        this(
                queue,
                queueId,
                settings,
                tags,
                visible,
                leased,
                delayed,
                createdAtMillis,
                modifiedAtMillis,
                oldestEnqueuedAtMillis,
                sentTotal,
                deletedTotal,
                0,
                0,
                0);
    }
}
