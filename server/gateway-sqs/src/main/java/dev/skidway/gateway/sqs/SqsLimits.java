package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueLimits;
import org.jspecify.annotations.Nullable;

/**
 * The limits of SQS that an operator may lift; what a queue can do at all is {@link QueueLimits}.
 *
 * @param delaySecondsMax longest delay of a message or queue
 * @param visibilitySecondsMax longest visibility timeout, extensions included
 * @param retentionSecondsMax longest retention
 * @param entriesMax most entries of a batch, and most messages of a receive
 * @param inFlightMax most messages in flight of a queue that is created or set up here
 * @param messageBytesMax largest message, and all messages of a batch together
 */
public record SqsLimits(
        int delaySecondsMax,
        int visibilitySecondsMax,
        int retentionSecondsMax,
        int entriesMax,
        int inFlightMax,
        int messageBytesMax) {

    /** The limits of SQS itself. */
    public static final SqsLimits AWS = new SqsLimits(900, 43_200, 1_209_600, 10, 120_000, 1_048_576);

    public SqsLimits {
        check("extended-delay-seconds-max", delaySecondsMax, 900, QueueLimits.DELAY_MILLIS_MAX / 1000);
        check(
                "extended-visibility-seconds-max",
                visibilitySecondsMax,
                43_200,
                QueueLimits.VISIBILITY_MILLIS_MAX / 1000);
        check(
                "extended-retention-seconds-max",
                retentionSecondsMax,
                1_209_600,
                QueueLimits.RETENTION_MILLIS_MAX / 1000);
        check("extended-entries-max", entriesMax, 10, QueueLimits.ENTRIES_MAX);
        check("extended-in-flight-max", inFlightMax, QueueLimits.IN_FLIGHT_DEFAULT, QueueLimits.IN_FLIGHT_MAX);
        check(
                "extended-message-bytes-max",
                messageBytesMax,
                QueueLimits.MESSAGE_BYTES_DEFAULT,
                QueueLimits.MESSAGE_BYTES_MAX);
    }

    /** Longest lease with its extensions. */
    long leaseMillisMax() {
        return visibilitySecondsMax * 1000L;
    }

    /** What new queues are told of messages in flight; null where the domain's own default is meant. */
    @Nullable Long inFlightSetting() {
        return inFlightMax == AWS.inFlightMax ? null : Long.valueOf(inFlightMax);
    }

    private static void check(String name, long found, long min, long max) {
        if (found < min || found > max) {
            throw new IllegalArgumentException(name + ": " + min + " to " + max + " expected, found " + found);
        }
    }
}
