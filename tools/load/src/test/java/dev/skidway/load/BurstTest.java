package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long DUE = 10 * SECOND;

    private final Burst burst = new Burst(2, SECOND, DUE, 5, 35);

    @Test
    void quietJobsCountWhereTheLoudOnesWereWhenTheyCame() {
        burst.quiet(0, 2 * SECOND);
        burst.quiet(SECOND, SECOND + 1);
        burst.loud(DUE + 1);
        burst.quiet(DUE - 1, DUE + 1);
        burst.quiet(DUE + SECOND, DUE + 4 * SECOND);
        burst.loud(DUE + 2 * SECOND);
        burst.quiet(DUE + SECOND, DUE + 3 * SECOND);
        burst.quiet(DUE + 2 * SECOND, DUE + 3 * SECOND);

        assertThat(burst.before.count()).isOne();
        assertThat(burst.draining.count()).isEqualTo(3);
        assertThat(burst.after.count()).isOne();
        assertThat(burst.whole.count()).isEqualTo(5);
        assertThat(burst.drainSeconds()).isEqualTo(2);
    }

    @Test
    void isOverOnceTheQuietOnesWentOnForAWhile() {
        burst.loud(DUE);
        assertThat(burst.over(DUE + 30 * SECOND)).isFalse();

        burst.loud(DUE + SECOND);

        assertThat(burst.drained()).isTrue();
        assertThat(burst.over(DUE + 5 * SECOND)).isFalse();
        assertThat(burst.over(DUE + 6 * SECOND)).isTrue();
    }

    @Test
    void endsWhenNothingLoudComesForLongerThanALease() {
        burst.loud(DUE + SECOND);

        assertThat(burst.ended(DUE + 36 * SECOND)).isFalse();
        assertThat(burst.over(DUE + 36 * SECOND + 1)).isTrue();
        assertThat(burst.drained()).isFalse();
        assertThat(burst.loudLeft()).isOne();
    }
}
