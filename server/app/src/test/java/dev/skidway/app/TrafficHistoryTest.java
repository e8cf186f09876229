package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.app.admin.Status;
import org.junit.jupiter.api.Test;

class TrafficHistoryTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final TrafficHistory history = new TrafficHistory();

    @Test
    void isEmptyBeforeTheFirstSecond() {
        assertThat(history.traffic().sent()).isEmpty();
        assertThat(history.traffic().forceMillisMean()).isZero();
    }

    @Test
    void ratesAreDifferencesOverTheTimeBetween() {
        history.add(totals(0, 0, 0));
        history.add(totals(SECOND_NANOS, 100, 10));
        history.add(totals(3 * SECOND_NANOS, 500, 30));

        Status.Traffic traffic = history.traffic();

        assertThat(traffic.sent()).containsExactly(100L, 200L);
        assertThat(traffic.forces()).containsExactly(10L, 10L);
        assertThat(traffic.forceMillisMean()).isEqualTo(0.5);
    }

    @Test
    void keepsOneMinute() {
        for (int second = 0; second < 200; second++) {
            history.add(totals(second * SECOND_NANOS, second * 7L, 0));
        }

        assertThat(history.traffic().sent()).hasSize(60).containsOnly(7L);
    }

    /** Every force takes half a millisecond. */
    private static TrafficHistory.Totals totals(long atNanos, long sent, long forces) {
        return new TrafficHistory.Totals(atNanos, sent, 0, 0, forces, forces * 500_000, 0);
    }
}
