package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skidway.journal.DiskUse;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpaceGoalTest {

    private static final long SEGMENT = 1_000;
    private static final DiskUse MISSED = new DiskUse(100_000, 1_000);

    private final SpaceGoal goal = new SpaceGoal(300);
    private final TreeMap<Long, Long> live = new TreeMap<>();
    private long now = 50_000;
    private long position = 1_000_000;
    private long copied;

    @Test
    void isMissedWhileMoreIsInUseThanWhatIsLiveHalfOfThatAndAPartOfTheReserve() {
        look(new DiskUse(1_500 + 3_000, 2_000));
        assertThat(goal.missed()).isFalse();

        look(new DiskUse(1_500 + 3_001, 2_000));
        assertThat(goal.missed()).isTrue();
    }

    @Test
    void emptiesSegmentsUpToTwoThirdsWhileNothingElseIsWritten() {
        look(MISSED);
        pass(1_000, 0, MISSED);

        assertThat(goal.share()).isCloseTo(2.0 / 3, within(0.001));
    }

    @Test
    void emptiesTheLessDenseSegmentsTheMoreIsWritten() {
        look(MISSED);
        pass(1_000, 300, MISSED);
        assertThat(goal.share()).isCloseTo(0.375, within(0.001));

        pass(2_000, 1_800, MISSED);
        assertThat(goal.share()).isCloseTo(0.1875, within(0.001));
    }

    @Test
    void doesNotTakeItsOwnCopiesForALoad() {
        look(MISSED);
        copied += 600;
        pass(2_000, 600, MISSED);

        assertThat(goal.share()).isCloseTo(2.0 / 3, within(0.001));
    }

    @Test
    void emptiesNothingBeforeItKnowsTheLoadNorWhenTheGoalIsMet() {
        look(MISSED);
        assertThat(goal.share()).isZero();

        pass(1_000, 0, new DiskUse(0, 0));
        assertThat(goal.share()).isZero();
    }

    @Test
    void knowsWhichSegmentsDoNotEmptyByThemselves() {
        live.put(1L, 800L);
        live.put(2L, 800L);
        live.put(3L, 8L);
        look(MISSED);
        assertThat(goal.settled()).isEmpty();
        live.put(1L, 700L);
        live.put(2L, 699L);
        live.remove(3L);
        live.put(4L, 500L);

        pass(SpaceGoal.SETTLE_MILLIS - 1, 0, MISSED);
        assertThat(goal.settled()).isEmpty();
        pass(1, 0, MISSED);
        assertThat(goal.settled()).containsExactly(1L);

        pass(SpaceGoal.SETTLE_MILLIS, 0, MISSED);
        assertThat(goal.settled()).containsExactly(1L, 2L, 4L);
    }

    @Test
    void hasOnePassBetweenTwoComparisons() {
        live.put(1L, 800L);
        look(MISSED);
        pass(SpaceGoal.SETTLE_MILLIS, 0, MISSED);
        assertThat(goal.settled()).containsExactly(1L);

        goal.passBegan();

        assertThat(goal.settled()).isEmpty();
        pass(SpaceGoal.SETTLE_MILLIS - 1, 0, MISSED);
        assertThat(goal.settled()).isEmpty();
        pass(1, 0, MISSED);
        assertThat(goal.settled()).containsExactly(1L);
    }

    private void pass(long millis, long bytes, DiskUse use) {
        now += millis;
        position += bytes;
        look(use);
    }

    private void look(DiskUse use) {
        Domain domain = new DelegatingDomain(new ToyDomain()) {
            @Override
            public LiveSegments liveSegments() {
                return visitor -> live.forEach(visitor::segment);
            }
        };
        goal.look(now, new SegmentCensus(List.of(domain), SEGMENT, 1_000), use, position, copied);
    }
}
