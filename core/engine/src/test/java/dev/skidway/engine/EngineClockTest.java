package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time a partition lives by. */
class EngineClockTest {

    private static final long HOUR_MILLIS = 3_600_000;

    private final ManualTime time = new ManualTime();
    private final EngineClock clock = new EngineClock(time, ClockLimits.DEFAULT, 0, false);

    @Test
    void runsWithTheWallClock() {
        time.advanceMillis(12_345);

        assertThat(clock.nowMillis()).isEqualTo(ManualTime.START_MILLIS + 12_345);
    }

    @Test
    void losesNoFractionHoweverOftenItIsAsked() {
        for (int i = 0; i < 100_000; i++) {
            time.advance(Duration.ofNanos(10_700));
            clock.nowMillis();
        }

        assertThat(clock.nowMillis()).isBetween(ManualTime.START_MILLIS + 1_069, ManualTime.START_MILLIS + 1_070);
    }

    @Test
    void catchesUpGentlyWithASmallForwardStep() {
        time.jumpWall(Duration.ofSeconds(2));

        long[] took = runUntilAtWallClock();

        assertThat(took[0]).as("seconds at 5 %").isBetween(38L, 41L);
        assertThat(took[1]).as("largest step in a second").isLessThanOrEqualTo(1_051);
    }

    @Test
    void fallsBackGentlyAfterASmallStepBackAndNeverRunsBackwards() {
        time.jumpWall(Duration.ofSeconds(-2));

        long[] took = runUntilAtWallClock();

        assertThat(took[0]).isBetween(38L, 41L);
        assertThat(took[2]).as("smallest step in a second").isGreaterThanOrEqualTo(949);
    }

    @Test
    void goesOnWhenTheWallClockStandsStill() {
        for (int second = 0; second < 1_000; second++) {
            time.advanceMonotonicOnly(Duration.ofSeconds(1));
            clock.nowMillis();
        }

        assertThat(clock.nowMillis() - ManualTime.START_MILLIS).isBetween(949_000L, 1_000_000L);
    }

    @Test
    void doesNotBelieveALargeForwardStepUntilItIsConfirmed() {
        time.jumpWall(Duration.ofDays(365));
        time.advanceMillis(1_000);
        assertThat(clock.nowMillis()).isEqualTo(ManualTime.START_MILLIS + 1_000);
        assertThat(clock.disputed()).isTrue();

        clock.confirm();

        assertThat(clock.nowMillis()).isEqualTo(time.wallMillis());
        time.advanceMillis(1_000);
        clock.nowMillis();
        assertThat(clock.disputed()).isFalse();
    }

    @Test
    void forgetsTheDisputeWhenTheWallClockComesBack() {
        time.jumpWall(Duration.ofDays(365));
        time.advanceMillis(1_000);
        clock.nowMillis();

        time.jumpWall(Duration.ofDays(-365));
        time.advanceMillis(1_000);

        assertThat(clock.nowMillis()).isEqualTo(ManualTime.START_MILLIS + 2_000);
        assertThat(clock.disputed()).isFalse();
    }

    @Test
    void approachesAConfirmedStepBackBySlewing() {
        time.jumpWall(Duration.ofHours(-2));
        time.advanceMillis(1_000);
        long before = clock.nowMillis();
        assertThat(clock.disputed()).isTrue();
        clock.confirm();

        time.advanceMillis(1_000);
        long after = clock.nowMillis();

        assertThat(after - before).isBetween(900L, 999L);
        assertThat(clock.disputed()).isFalse();
    }

    @Test
    void startsAtTheNewestFrameWhenTheWallClockIsALittleBehind() {
        long newest = ManualTime.START_MILLIS + HOUR_MILLIS;

        EngineClock started = new EngineClock(time, ClockLimits.DEFAULT, newest, false);

        assertThat(started.nowMillis()).isEqualTo(newest);
    }

    @Test
    void refusesToStartFarBehindTheLogUnlessAccepted() {
        long newest = ManualTime.START_MILLIS + HOUR_MILLIS + 1;

        assertThatThrownBy(() -> new EngineClock(time, ClockLimits.DEFAULT, newest, false))
                .hasMessageContaining("SK-ENG-013");
        EngineClock accepted = new EngineClock(time, ClockLimits.DEFAULT, newest, true);
        time.advanceMillis(1_000);

        assertThat(accepted.nowMillis()).isBetween(newest + 900, newest + 999);
        assertThat(accepted.disputed()).isFalse();
    }

    @Test
    void refusesToStartFarAheadOfTheLogUnlessAccepted() {
        long newest = ManualTime.START_MILLIS - 30 * 24 * HOUR_MILLIS - 1;

        assertThatThrownBy(() -> new EngineClock(time, ClockLimits.DEFAULT, newest, false))
                .hasMessageContaining("SK-ENG-014");
        EngineClock accepted = new EngineClock(time, ClockLimits.DEFAULT, newest, true);

        assertThat(accepted.nowMillis()).isEqualTo(ManualTime.START_MILLIS);
    }

    /** Seconds until the clock shows the wall clock's time, and the largest and smallest advance in one of them. */
    private long[] runUntilAtWallClock() {
        long[] took = {0, 0, Long.MAX_VALUE};
        long last = clock.nowMillis();
        while (Math.abs(last - time.wallMillis()) > 1 && took[0] < 1_000) {
            time.advanceMillis(1_000);
            long now = clock.nowMillis();
            took[0]++;
            took[1] = Math.max(took[1], now - last);
            took[2] = Math.min(took[2], now - last);
            last = now;
        }
        return took;
    }
}
