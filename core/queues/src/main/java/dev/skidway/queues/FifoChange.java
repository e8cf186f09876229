package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** The FIFO settings a request names; null leaves one as it is. Anything but {@code fifo} may be named for FIFO queues only. */
public record FifoChange(
        @Nullable Boolean fifo,
        @Nullable Boolean contentBasedDeduplication,
        FifoSettings.@Nullable DeduplicationScope deduplicationScope,
        FifoSettings.@Nullable ThroughputLimit throughputLimit) {

    /** Changes nothing. */
    public static final FifoChange NONE = new FifoChange(null, null, null, null);

    /** The kind that the name of a new queue asks for: one that ends in {@code .fifo} keeps the order of each group. */
    public static FifoChange of(QueueName name) {
        return name.fifo() ? new FifoChange(true, null, null, null) : NONE;
    }

    /** Whether it names what standard queues do not have. */
    boolean namesFifoOnly() {
        return contentBasedDeduplication != null || deduplicationScope != null || throughputLimit != null;
    }
}
