package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackedUpLog;
import dev.skidway.journal.BackupPlan;
import dev.skidway.journal.HoldLimits;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.LogBorder;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A copy that was damaged on its way is refused by name before anything is made of it. */
class BackedUpLogDamageTest {

    private static final HoldLimits LIMITS = new HoldLimits(1_000, 64L << 20);

    private BackupPlan plan;
    private SimulatedDisk copy;

    @BeforeEach
    void copyALog() throws IOException {
        Logbook log = new Logbook().blocks(3, 100);
        log.append(10);
        log.append(10);
        log.settle();
        var hold = log.storage().hold(LIMITS);
        log.settle();
        plan = hold.plan().join();
        copy = BackupCopies.copy(log.disk(), plan);
    }

    private SkidwayException refusal() {
        try {
            BackedUpLog.open(copy);
        } catch (SkidwayException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("opened");
    }

    @Test
    void aDamagedManifestIsNamed() throws IOException {
        new FileCorrupter(copy).flipBit("manifest-a", 20, 3);

        SkidwayException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(JournalError.MANIFEST_DAMAGED);
        assertThat(refusal).hasMessageContaining("manifest-a");
    }

    @Test
    void aMissingSegmentIsNamed() throws IOException {
        new FileCorrupter(copy).remove(Logbook.FIRST_SEGMENT);

        SkidwayException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(JournalError.SEGMENT_MISSING);
        assertThat(refusal).hasMessageContaining(Logbook.FIRST_SEGMENT);
    }

    @Test
    void aBlockThatIsDamagedAfterTheBordersWereFoundIsNotWrittenAgain() throws IOException {
        BackedUpLog log = BackedUpLog.open(copy);
        LogBorder border = log.find(plan.endPosition() - 1, Long.MAX_VALUE);
        assertThat(border.blockOffset()).isEqualTo(3 * Logbook.BLOCK_BYTES);
        new FileCorrupter(copy).flipBit(Logbook.FIRST_SEGMENT, border.blockOffset() + 70, 1);

        assertThatThrownBy(() -> BackupCopies.restore(copy, plan, log, border))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.BLOCK_DAMAGED))
                .hasMessageContaining(Logbook.FIRST_SEGMENT)
                .hasMessageContaining("offset " + border.blockOffset());
    }

    @Test
    void boundsOfAHoldThatBoundNothingAreRefused() {
        assertThatThrownBy(() -> new HoldLimits(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0 and 1");
        assertThatThrownBy(() -> new HoldLimits(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 1 and -1");
    }
}
