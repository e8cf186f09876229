package dev.skidway.queues;

/**
 * What only a FIFO queue knows; a standard queue has {@link #STANDARD}.
 *
 * @param fifo whether the messages of one key (an SQS message group) are received strictly in order; fixed when the queue is created
 * @param contentBasedDeduplication whether a message without a deduplication id is known by its body
 * @param deduplicationScope where one id counts as one
 * @param throughputLimit kept and shown, but nothing is limited by it; {@code PER_GROUP} needs scope {@code GROUP}
 */
public record FifoSettings(
        boolean fifo,
        boolean contentBasedDeduplication,
        DeduplicationScope deduplicationScope,
        ThroughputLimit throughputLimit) {

    /** Those of a standard queue. */
    public static final FifoSettings STANDARD =
            new FifoSettings(false, false, DeduplicationScope.QUEUE, ThroughputLimit.PER_QUEUE);

    /** Those of a FIFO queue for which nothing else is asked. */
    public static final FifoSettings FIFO =
            new FifoSettings(true, false, DeduplicationScope.QUEUE, ThroughputLimit.PER_QUEUE);

    /** Where two messages with one deduplication id are the same. */
    public enum DeduplicationScope {
        QUEUE,
        GROUP
    }

    /** What SQS would count sends and receives by. */
    public enum ThroughputLimit {
        PER_QUEUE,
        PER_GROUP
    }
}
