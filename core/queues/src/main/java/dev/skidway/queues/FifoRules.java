package dev.skidway.queues;

import dev.skidway.engine.Rejection;
import org.jspecify.annotations.Nullable;

/** What a FIFO queue asks of a message. */
final class FifoRules {

    private FifoRules() {}

    static @Nullable Rejection refusal(NewMessage message, FifoSettings settings) {
        if (message.key() == null) {
            return new Rejection(
                    QueueRejection.GROUP_MISSING, "The request must contain the parameter MessageGroupId.");
        }
        if (message.delayMillis() > 0) {
            return new Rejection(
                    QueueRejection.SETTING_INVALID,
                    "Expected no delay of its own for a FIFO message: it would change the order.");
        }
        boolean known = message.deduplicationId() != null || settings.contentBasedDeduplication();
        return known && message.deduplicationHash() != null
                ? null
                : new Rejection(
                        QueueRejection.DEDUPLICATION_ID_MISSING,
                        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
                                + " provided explicitly");
    }

    static Rejection tooManySends() {
        return new Rejection(
                QueueRejection.DEDUPLICATION_LIMIT,
                "Expected at most " + QueueLimits.DEDUPLICATIONS_PER_QUEUE_MAX + " sends to one FIFO queue, and "
                        + QueueLimits.DEDUPLICATIONS_PER_PARTITION_MAX + " to all of a partition, within "
                        + QueueLimits.DEDUPLICATION_MILLIS / 1_000 + " seconds; send more slowly.");
    }
}
