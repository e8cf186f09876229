package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.Seed;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A bucket in whole numbers: burst, steady rate, far times, changes. */
class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket();

    @Test
    void givesItsBurstAtOnceAndThenTheRate() {
        RateLimit rate = RateLimit.perSecond(3, 5);
        bucket.fill(rate, 0);

        for (int token = 0; token < 5; token++) {
            bucket.take(rate, 0);
        }

        assertThat(bucket.tokens(rate, 0)).isZero();
        assertThat(bucket.nextTokenMillis(rate)).isEqualTo(334);
        assertThat(bucket.tokens(rate, 333)).isZero();
        assertThat(bucket.tokens(rate, 334)).isEqualTo(1);
        assertThat(bucket.tokens(rate, 1_000)).isEqualTo(3);
        assertThat(bucket.fullMillis(rate)).isEqualTo(1_667);
        assertThat(bucket.tokens(rate, 1_667)).isEqualTo(5);
    }

    @Test
    void keepsARateOfManyForEachMillisecond() {
        RateLimit rate = RateLimit.perSecond(100_000, 1);
        bucket.fill(rate, 0);
        long taken = 0;

        for (long now = 0; now < 1_000; now++) {
            for (long tokens = bucket.tokens(rate, now); tokens > 0; tokens--) {
                bucket.take(rate, now);
                taken++;
            }
        }

        assertThat(taken).isBetween(99_900L, 100_100L);
    }

    @Test
    void holdsTheLargestRatesAndTheFarthestTimes() {
        RateLimit slow = new RateLimit(1, QueueLimits.RATE_PERIOD_MILLIS_MAX, QueueLimits.RATE_COUNT_MAX);
        RateLimit fast = new RateLimit(QueueLimits.RATE_COUNT_MAX, 1, QueueLimits.RATE_COUNT_MAX);
        for (RateLimit rate : new RateLimit[] {slow, fast}) {
            bucket.fill(rate, 0);
            bucket.take(rate, 0);
            long full = bucket.tokens(rate, Long.MAX_VALUE);

            assertThat(full).isEqualTo(TokenBucket.capacity(rate) / rate.periodMillis());
            bucket.refill(rate, Long.MAX_VALUE);
            bucket.level = 0;
            assertThat(bucket.nextTokenMillis(rate)).isEqualTo(Long.MAX_VALUE - 1);
        }
    }

    @Test
    void doesNotFillWhenTimeStandsBehind() {
        RateLimit rate = RateLimit.perSecond(1, 1);
        bucket.fill(rate, 5_000);
        // A burst of one is two: what comes in two milliseconds would be less.
        bucket.take(rate, 5_000);

        assertThat(bucket.tokens(rate, 1_000)).isZero();
        bucket.refill(rate, 1_000);
        assertThat(bucket.nextTokenMillis(rate)).isEqualTo(6_000);
    }

    @Test
    void keepsItsWholeTokensWhenTheRateChanges() {
        RateLimit before = RateLimit.perSecond(10, 10);
        bucket.change(RateLimit.NONE, before, 0);
        for (int token = 0; token < 6; token++) {
            bucket.take(before, 0);
        }

        RateLimit after = new RateLimit(5, 60_000, 3);
        bucket.change(before, after, 0);
        assertThat(bucket.tokens(after, 0)).isEqualTo(3);

        bucket.change(after, RateLimit.NONE, 0);
        assertThat(bucket.tokens(RateLimit.NONE, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(bucket.nextTokenMillis(RateLimit.NONE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void neverGivesMoreThanBurstAndRateInAnyWindow() {
        SplittableRandom random = Seed.ofThisRun().stream("bucket");
        for (int round = 0; round < 200; round++) {
            RateLimit rate = new RateLimit(random.nextInt(1, 50), random.nextInt(1, 5_000), random.nextInt(1, 20));
            bucket.fill(rate, 0);
            ArrayDeque<Long> taken = new ArrayDeque<>();
            long now = 0;
            for (int step = 0; step < 300; step++) {
                now += random.nextInt(40);
                for (long tokens = bucket.tokens(rate, now); tokens > 0 && random.nextInt(4) > 0; tokens--) {
                    bucket.take(rate, now);
                    taken.add(now);
                }
                long window = random.nextInt(1, 2_000);
                long from = now - window;
                long inWindow = taken.stream().filter(at -> at > from).count();
                assertThat(inWindow * rate.periodMillis())
                        .as("%s in %d ms", rate, window)
                        .isLessThanOrEqualTo(TokenBucket.capacity(rate) + window * rate.count());
            }
        }
    }
}
