package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentDemandTest {

    private final FixedTime time = new FixedTime();
    private final SegmentDemand demand = new SegmentDemand(time);

    @Test
    void isBusyWhileSegmentsAreTakenSoonAfterEachOther() {
        assertThat(demand.busy()).isFalse();
        demand.taken();
        assertThat(demand.busy()).isFalse();

        time.advanceMillis(2_999);
        demand.taken();
        assertThat(demand.busy()).isFalse();
        time.advanceMillis(2_999);
        demand.taken();
        assertThat(demand.busy()).isTrue();

        time.advanceMillis(9_999);
        assertThat(demand.busy()).isTrue();
        time.advanceMillis(1);
        assertThat(demand.busy()).isFalse();

        demand.taken();
        assertThat(demand.busy()).isFalse();
    }

    @Test
    void segmentsTakenFarApartAreNoLoad() {
        for (int segment = 0; segment < 10; segment++) {
            demand.taken();
            assertThat(demand.busy()).isFalse();
            time.advanceMillis(3_000);
        }
    }

    @Test
    void countsAsUnneededWhatWasLeftAtEveryMomentOfTwoWindows() {
        demand.left(0);
        passWindow(5, 0);
        passWindow(5, 0);

        passWindow(5, 3);
    }

    @Test
    void oneMomentWithoutThemIsEnough() {
        passWindow(5, 0);
        passWindow(5, 0);
        demand.left(2);

        passWindow(5, 0);
        passWindow(5, 0);
        passWindow(5, 3);
    }

    @Test
    void forgetsWhatWasTakenAwayAsUnneeded() {
        passWindow(5, 0);
        passWindow(5, 0);
        passWindow(5, 3);

        passWindow(2, 0);
        passWindow(2, 0);
        passWindow(2, 0);
    }

    /** A window at whose end {@code count} are there, and as many at least before. */
    private void passWindow(int count, int unneeded) {
        demand.left(count);
        time.advanceMillis(9_999);
        assertThat(demand.unneeded(count, 2)).isZero();
        time.advanceMillis(1);
        assertThat(demand.unneeded(count, 2)).isEqualTo(unneeded);
    }
}
