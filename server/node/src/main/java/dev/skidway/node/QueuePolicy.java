package dev.skidway.node;

import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SettingsChange;
import java.util.Collections;

/**
 * What a queue gets that names nothing else, and whether it comes into being by being used.
 *
 * @param createOnUse whether sends and leases of the native protocol create the queue they name if there is none
 * @param leaseMillis lease time of a queue whose creator names none, 0 to 14 days
 * @param retentionMillis time after which its messages are removed, one minute to ten years
 */
public record QueuePolicy(boolean createOnUse, long leaseMillis, long retentionMillis) {

    /** The defaults of SQS, and queues are created by those only who say so. */
    public static final QueuePolicy DEFAULT =
            new QueuePolicy(false, QueueLimits.VISIBILITY_MILLIS_DEFAULT, QueueLimits.RETENTION_MILLIS_DEFAULT);

    private static final Origin ORIGIN = new Origin("skidway", "create-on-use");

    public QueuePolicy {
        check("default-lease-millis", leaseMillis, 0, QueueLimits.VISIBILITY_MILLIS_MAX);
        check(
                "default-retention-millis",
                retentionMillis,
                QueueLimits.RETENTION_MILLIS_MIN,
                QueueLimits.RETENTION_MILLIS_MAX);
    }

    private static void check(String name, long found, long min, long max) {
        if (found < min || found > max) {
            throw new IllegalArgumentException(name + ": expected " + min + " to " + max + ", found " + found);
        }
    }

    /** The same creation with what it left out. */
    CreateQueue filled(CreateQueue command) {
        SettingsChange asked = command.settings();
        return new CreateQueue(
                command.queue(),
                new SettingsChange(
                        asked.delayMillis(),
                        asked.messageBytesMax(),
                        asked.retentionMillis() == null ? Long.valueOf(retentionMillis) : asked.retentionMillis(),
                        asked.receiveWaitMillis(),
                        asked.visibilityMillis() == null ? Long.valueOf(leaseMillis) : asked.visibilityMillis(),
                        asked.inFlightMax(),
                        asked.deadLetters(),
                        asked.deadLetterSources(),
                        asked.fifo(),
                        asked.dispatch(),
                        asked.jobs(),
                        asked.extra()),
                command.tags(),
                command.origin());
    }

    /** The creation of a queue that somebody uses; its name says whether it keeps the order of each key. */
    static CreateQueue creation(QueueName queue) {
        FifoChange kind = queue.fifo() ? new FifoChange(true, null, null, null) : FifoChange.NONE;
        SettingsChange nothing =
                new SettingsChange(null, null, null, null, null, null, null, null, kind, Collections.emptySortedMap());
        return new CreateQueue(queue, nothing, Collections.emptySortedMap(), ORIGIN);
    }
}
