package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsCheckerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int KEY = 3;

    @Test
    void findsAJobTooManyBesideThoseThatAreHeld() {
        LimitsChecker checker = new LimitsChecker(new KeyLimits(2, 0), 5);
        checker.received(KEY, 0, 1);
        checker.received(KEY, 0, 1);
        checker.received(KEY - 1, 0, 1);

        checker.finishing(KEY);
        checker.received(KEY, 0, 2);
        assertThat(checker.overLimit()).isZero();

        checker.received(KEY, 0, 3);

        assertThat(checker.overConcurrency.sum()).isOne();
        assertThat(checker.overLimit()).isOne();
        assertThat(checker.heldMost()).isEqualTo(3);
    }

    @Test
    void neverBlamesAServerThatGivesTheBurstAndThenTheRate() {
        LimitsChecker checker = new LimitsChecker(new KeyLimits(0, 100), 5);
        long backlogSent = 0;
        for (int i = 0; i < 100; i++) {
            checker.received(KEY, backlogSent, 1);
        }

        for (int i = 1; i <= 1_000; i++) {
            checker.received(KEY, backlogSent, i * SECOND / 100);
        }

        assertThat(checker.overLimit()).isZero();
    }

    @Test
    void findsARateThatIsAPercentTooHighThoughAllJobsWereSentLongBefore() {
        LimitsChecker checker = new LimitsChecker(new KeyLimits(0, 100), 5);

        for (int i = 0; i < 20_000; i++) {
            checker.received(KEY, 0, i * SECOND / 101);
        }

        assertThat(checker.overRate.sum()).isPositive();
    }

    @Test
    void findsABurstThatIsTooLargeAfterAQuietTime() {
        LimitsChecker checker = new LimitsChecker(new KeyLimits(0, 100), 5);
        checker.received(KEY, 0, 1);
        long later = 100 * SECOND;
        for (int i = 0; i < 100; i++) {
            checker.received(KEY, later, later + 1);
        }
        assertThat(checker.overRate.sum()).isZero();

        checker.received(KEY, later, later + 1);

        assertThat(checker.overRate.sum()).isOne();
    }

    @Test
    void countsNoJobThatMayHaveBegunBeforeTheSpan() {
        LimitsChecker checker = new LimitsChecker(new KeyLimits(0, 100), 5);
        checker.received(KEY, 0, 1);
        long later = 100 * SECOND;
        checker.received(KEY, later, later + 1);

        for (int i = 0; i < 150; i++) {
            checker.received(KEY, later - 1, later + 2);
        }

        assertThat(checker.overRate.sum()).isZero();
    }

    @Test
    void threadsThatComeOutOfOrderBlameNobody() {
        LimitsChecker checker = new LimitsChecker(new KeyLimits(0, 100), 5);
        for (int i = 0; i < 100; i++) {
            checker.received(KEY, 0, SECOND);
        }
        for (int i = 0; i < 100; i++) {
            checker.received(KEY, 0, 1);
        }

        assertThat(checker.overRate.sum()).isZero();
    }
}
