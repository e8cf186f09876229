package dev.skidway.client;

import dev.skidway.v1.Queue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it was when asked; all numbers are of one moment.
 *
 * @param name its name
 * @param ordered whether it keeps the order of each key
 * @param settings all settings it has
 * @param created when it was created
 * @param ready jobs that a worker may get
 * @param running jobs under a lease
 * @param delayed jobs that are not due yet
 * @param oldest when the oldest job was sent; null if there is none
 * @param sentTotal jobs ever sent to it
 * @param finishedTotal jobs ever finished in it
 * @param pause set while it is paused or drains
 * @param historyBytes memory that its history takes
 */
public record QueueInfo(
        String name,
        boolean ordered,
        QueueSettings settings,
        Instant created,
        long ready,
        long running,
        long delayed,
        @Nullable Instant oldest,
        long sentTotal,
        long finishedTotal,
        @Nullable PauseInfo pause,
        long historyBytes) {

    /** Jobs in it, whatever they are doing. */
    public long jobs() {
        return ready + running + delayed;
    }

    static QueueInfo of(Queue queue) {
        return new QueueInfo(
                queue.getName(),
                queue.getOrdered(),
                QueueSettings.of(queue.getSettings()),
                Protos.instant(queue.getCreated()),
                queue.getReady(),
                queue.getRunning(),
                queue.getDelayed(),
                Protos.instantIf(queue.hasOldest(), queue.getOldest()),
                queue.getSentTotal(),
                queue.getFinishedTotal(),
                queue.hasPause() ? PauseInfo.of(queue.getPause()) : null,
                queue.getHistoryBytes());
    }
}
