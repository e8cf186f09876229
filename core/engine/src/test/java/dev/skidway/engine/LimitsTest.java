package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skidway.testkit.ManualTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds that cannot work are refused when they are stated. */
class LimitsTest {

    @ParameterizedTest
    @CsvSource({
        "0,1,1,1,1,1,1,64,64,1,1,0,0,1,inbox-commands-max",
        "1,0,1,1,1,1,1,64,64,1,1,0,0,1,inbox-bytes-max",
        "1,1,0,1,1,1,1,64,64,1,1,0,0,1,waiters-max",
        "1,1,1,0,1,1,1,64,64,1,1,0,0,1,replies-max",
        "1,1,1,1,0,1,1,64,64,1,1,0,0,1,commands-per-step-max",
        "1,1,1,1,1,0,1,64,64,1,1,0,0,1,timers-per-step-max",
        "1,1,1,1,1,1,0,64,64,1,1,0,0,1,snapshot-slice-bytes",
        "1,1,1,1,1,1,1,63,64,1,1,0,0,1,snapshot-chunk-bytes",
        "1,1,1,1,1,1,1,64,63,1,1,0,0,1,snapshot-backlog-bytes-max",
        "1,1,1,1,1,1,1,64,64,0,1,0,0,1,snapshot-journal-bytes",
        "1,1,1,1,1,1,1,64,64,1,0,0,0,1,snapshot-interval-millis",
        "1,1,1,1,1,1,1,64,64,1,1,-1,0,1,snapshot-retry-millis",
        "1,1,1,1,1,1,1,64,64,1,1,0,-1,1,spill-above-bytes",
        "1,1,1,1,1,1,1,64,64,1,1,0,2,1,resident-bytes-max",
    })
    void refusesBoundsThatCannotWork(
            int inboxCommands,
            long inboxBytes,
            int waiters,
            int replies,
            int commands,
            int timers,
            int slice,
            int chunk,
            long backlog,
            long journal,
            long interval,
            long retry,
            long spill,
            long resident,
            String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineLimits(
                        inboxCommands,
                        inboxBytes,
                        waiters,
                        replies,
                        commands,
                        timers,
                        slice,
                        chunk,
                        backlog,
                        journal,
                        interval,
                        retry,
                        ReclaimLimits.DEFAULT,
                        spill,
                        resident))
                .withMessageStartingWith(key);
    }

    @ParameterizedTest
    @CsvSource({"0,50,1,1", "1,50,0,1", "1,50,1,0", "1,0,1,1", "1,501,1,1"})
    void refusesClocksThatCannotWork(long step, int slew, long behind, long ahead) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClockLimits(step, slew, behind, ahead));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 1, 1, compact-share-percent-max",
        "91, 1, 1, 1, compact-share-percent-max",
        "30, 0, 1, 1, compact-bytes-per-second-max",
        "30, 1, 0, 1, compact-batch-bytes",
        "30, 1, 1, 0, reclaim-interval-millis"
    })
    void refusesAReclaimLimitOutOfBounds(int share, long rate, int batch, long interval, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReclaimLimits(share, rate, batch, interval))
                .withMessageStartingWith(key);
    }

    @Test
    void refusesAPartitionOutsideTheirNumber() {
        EngineHarness<ToyDomain> engine = new EngineHarness<>(ToyDomain::new, 1, EngineLimits.DEFAULT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartitionSetup(
                        1,
                        1,
                        EngineLimits.DEFAULT,
                        ClockLimits.DEFAULT,
                        false,
                        new ManualTime(),
                        engine.journal(),
                        engine.snapshots(),
                        List.of(),
                        failure -> {}))
                .withMessageContaining("found 1");
    }

    @Test
    void everyErrorHasItsOwnCode() {
        assertThat(EngineError.values()).extracting(EngineError::code).doesNotHaveDuplicates();
    }
}
