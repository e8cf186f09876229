package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.QueueLimits;
import org.junit.jupiter.api.Test;

/** What SQS allows must fit into what the domain takes: else a request would pass the gateway and be refused with a stranger's words. */
class LimitsTest {

    @Test
    void timesOfSqsFitIntoThoseOfTheDomain() {
        assertThat(OutgoingMessage.DELAY_SECONDS_MAX * 1_000L).isLessThanOrEqualTo(QueueLimits.DELAY_MILLIS_MAX);
        assertThat(ReceiveMessageAction.WAIT_SECONDS_MAX * 1_000L).isLessThanOrEqualTo(QueueLimits.WAIT_MILLIS_MAX);
        assertThat(HandleFaults.VISIBILITY_SECONDS_MAX * 1_000L).isLessThanOrEqualTo(QueueLimits.VISIBILITY_MILLIS_MAX);
    }

    @Test
    void countsAndSizesOfSqsFitIntoThoseOfTheDomain() {
        assertThat(BatchEntries.ENTRIES_MAX).isLessThanOrEqualTo(QueueLimits.ENTRIES_MAX);
        assertThat(ReceiveMessageAction.MESSAGES_MAX).isLessThanOrEqualTo(QueueLimits.ENTRIES_MAX);
        assertThat(ListQueuesAction.RESULTS_MAX).isLessThanOrEqualTo(QueueLimits.LIST_COUNT_MAX);
        assertThat(SendMessageBatchAction.BYTES_MAX).isLessThanOrEqualTo(QueueLimits.SEND_BYTES_MAX);
        assertThat(QueueUrls.NAME_CHARS_MAX).isLessThanOrEqualTo(QueueLimits.QUEUE_NAME_CHARS_MAX);
        assertThat(OutgoingMessage.GROUP_CHARS_MAX).isLessThanOrEqualTo(QueueLimits.KEY_BYTES_MAX);
    }
}
