package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.RetryPolicy.Backoff;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How delays between attempts grow. */
class RetryPolicyTest {

    private static final MessageRef JOB = new MessageRef(1, 2, 3);

    private static RetryPolicy policy(Backoff backoff, long base, int factorPercent, long max, int jitter) {
        return new RetryPolicy(backoff, base, factorPercent, max, jitter, 0, 0, List.of());
    }

    private static List<Long> delays(RetryPolicy policy) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(attempt -> policy.delayMillis(JOB, attempt))
                .toList();
    }

    @Test
    void growsAsItSays() {
        assertThat(delays(policy(Backoff.FIXED, 100, 200, 10_000, 0))).containsExactly(100L, 100L, 100L, 100L, 100L);
        assertThat(delays(policy(Backoff.LINEAR, 100, 200, 10_000, 0))).containsExactly(100L, 200L, 300L, 400L, 500L);
        assertThat(delays(policy(Backoff.EXPONENTIAL, 100, 300, 10_000, 0)))
                .containsExactly(100L, 300L, 900L, 2_700L, 8_100L);
    }

    @Test
    void staysBelowTheLongestHoweverManyAttempts() {
        long max = QueueLimits.RETRY_DELAY_MILLIS_MAX;
        for (Backoff backoff : List.of(Backoff.LINEAR, Backoff.EXPONENTIAL)) {
            assertThat(policy(backoff, max - 1, 10_000, max, 0).delayMillis(JOB, Integer.MAX_VALUE))
                    .isEqualTo(max);
        }
        assertThat(policy(Backoff.EXPONENTIAL, 0, 10_000, max, 0).delayMillis(JOB, Integer.MAX_VALUE))
                .isZero();
        assertThat(policy(Backoff.EXPONENTIAL, 1, 100, max, 0).delayMillis(JOB, Integer.MAX_VALUE))
                .isEqualTo(1);
    }

    @Test
    void spreadsByJobAndAttemptAndAlwaysTheSame() {
        RetryPolicy policy = policy(Backoff.FIXED, 1_000_000, 200, 1_000_000, 50);
        List<Long> delays = IntStream.range(0, 1_000)
                .mapToObj(slot -> policy.delayMillis(new MessageRef(1, 0, slot), 1))
                .toList();

        assertThat(delays).allMatch(delay -> delay > 500_000 && delay <= 1_000_000);
        assertThat(delays.stream().distinct().count()).isGreaterThan(900);
        assertThat(delays.stream().mapToLong(delay -> delay).average().orElseThrow())
                .isBetween(700_000.0, 800_000.0);
        assertThat(policy.delayMillis(JOB, 1))
                .isEqualTo(policy.delayMillis(JOB, 1))
                .isNotEqualTo(policy.delayMillis(JOB, 2));
    }
}
