package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.queues.QueueLimits;
import org.junit.jupiter.api.Test;

/** What SQS allows must fit into what the domain takes: else a request would pass the gateway and be refused with a stranger's words. */
class LimitsTest {

    @Test
    void timesOfSqsFitIntoThoseOfTheDomain() {
        assertThat(ReceiveMessageAction.WAIT_SECONDS_MAX * 1_000L).isLessThanOrEqualTo(QueueLimits.WAIT_MILLIS_MAX);
        assertThat(SqsLimits.AWS.leaseMillisMax()).isEqualTo(QueueLimits.LEASE_MILLIS_DEFAULT_MAX);
    }

    @Test
    void countsAndSizesOfSqsFitIntoThoseOfTheDomain() {
        assertThat(ListQueuesAction.RESULTS_MAX).isLessThanOrEqualTo(QueueLimits.LIST_COUNT_MAX);
        assertThat(SqsLimits.AWS.messageBytesMax()).isLessThanOrEqualTo(QueueLimits.SEND_BYTES_MAX);
        assertThat(QueueUrls.NAME_CHARS_MAX).isLessThanOrEqualTo(QueueLimits.QUEUE_NAME_CHARS_MAX);
        assertThat(FifoNames.CHARS_MAX).isLessThanOrEqualTo(QueueLimits.KEY_BYTES_MAX);
    }

    @Test
    void limitsAreLiftedAsFarAsTheDomainReaches() {
        SqsLimits widest = new SqsLimits(315_360_000, 1_209_600, 315_360_000, 1_000, 1_000_000, 1_835_008);

        assertThat(widest.delaySecondsMax() * 1_000L).isEqualTo(QueueLimits.DELAY_MILLIS_MAX);
        assertThatThrownBy(() -> new SqsLimits(315_360_001, 43_200, 1_209_600, 10, 120_000, 1_048_576))
                .hasMessage("extended-delay-seconds-max: 900 to 315360000 expected, found 315360001");
        assertThatThrownBy(() -> new SqsLimits(900, 43_200, 1_209_600, 9, 120_000, 1_048_576))
                .hasMessage("extended-entries-max: 10 to 1000 expected, found 9");
    }
}
