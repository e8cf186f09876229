package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

    private final ManualTime time = new ManualTime();

    @Test
    void movesBothClocksOnAdvance() {
        long monotonic = time.monotonicNanos();

        time.advanceMillis(1_500);

        assertThat(time.wallMillis()).isEqualTo(ManualTime.START_MILLIS + 1_500);
        assertThat(time.monotonicNanos()).isEqualTo(monotonic + 1_500_000_000L);
        assertThatThrownBy(() -> time.advanceMillis(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesOneClockAlone() {
        long monotonic = time.monotonicNanos();

        time.jumpWall(Duration.ofHours(-1));
        time.advanceMonotonicOnly(Duration.ofSeconds(2));

        assertThat(time.wallMillis()).isEqualTo(ManualTime.START_MILLIS - 3_600_000);
        assertThat(time.monotonicNanos()).isEqualTo(monotonic + 2_000_000_000L);
    }
}
