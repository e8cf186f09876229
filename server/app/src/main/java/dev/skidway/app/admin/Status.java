package dev.skidway.app.admin;

import java.util.List;

/**
 * The server at one moment, as the status page shows it; never any part of a message.
 *
 * @param version of the program
 * @param uptimeMillis since start
 * @param stage where it stands in its life
 * @param dataFolder where the data lies
 * @param durability in words, what an answer promises
 * @param space room for the journal: {@code OPEN}, {@code HIGH_WATER} or {@code EXHAUSTED}
 * @param traffic figures of the whole server
 * @param queues the first queues by name, bounded
 * @param moreQueues whether there are more than shown
 */
public record Status(
        String version,
        long uptimeMillis,
        Readiness.Stage stage,
        String dataFolder,
        String durability,
        String space,
        Traffic traffic,
        List<QueueLine> queues,
        boolean moreQueues) {

    /** One queue; rates are per second since the page was last asked for. */
    public record QueueLine(
            String name,
            long visible,
            long leased,
            long delayed,
            long oldestAgeMillis,
            double sentPerSecond,
            double deletedPerSecond) {}

    /**
     * Figures of the whole server.
     *
     * @param sent messages per second in each of the last seconds, oldest first
     * @param received likewise
     * @param deleted likewise
     * @param forces writes made durable, likewise
     * @param forceMillisMean mean time of a force over the last seconds
     * @param bytesWritten journal bytes since start
     */
    public record Traffic(
            List<Long> sent,
            List<Long> received,
            List<Long> deleted,
            List<Long> forces,
            double forceMillisMean,
            long bytesWritten) {}
}
