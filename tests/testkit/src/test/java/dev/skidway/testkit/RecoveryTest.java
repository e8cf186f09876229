package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A torn tail is dropped, damage is refused, and nothing is ever shortened in silence. */
class RecoveryTest {

    private static final int RECORDS_BYTES = 100;
    private static final int BLOCK_LENGTH = 64 + 32 + RECORDS_BYTES;

    @Test
    void dropsATailTornAtAnyByte() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES).kill();
        byte[] whole = log.corrupter().bytes(Logbook.FIRST_SEGMENT);
        int last = 2 * Logbook.BLOCK_BYTES;

        for (int kept = 0; kept <= BLOCK_LENGTH; kept++) {
            byte[] torn = whole.clone();
            java.util.Arrays.fill(torn, last + kept, last + BLOCK_LENGTH, (byte) 0xEE);
            log.corrupter().overwrite(Logbook.FIRST_SEGMENT, 0, torn);

            assertThat(log.framesInACopy()).as("kept %d bytes", kept).isEqualTo(kept == BLOCK_LENGTH ? 3 : 2);
        }
    }

    @Test
    void goesOnAfterATornTail() throws IOException {
        Logbook log = new Logbook().blocks(3, 8000).kill();
        log.corrupter().flipBit(Logbook.FIRST_SEGMENT, 2 * 8192 + 5000, 2);

        log.open().blocks(2, RECORDS_BYTES).kill().open();

        assertThat(log.storage().recovery().tornTail()).isFalse();
        assertThat(log.frames()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void reportsATornTail() throws IOException {
        Logbook log = new Logbook().blocks(2, RECORDS_BYTES).kill();
        log.corrupter().flipBit(Logbook.FIRST_SEGMENT, Logbook.BLOCK_BYTES + 100, 0);

        log.open();

        assertThat(log.storage().recovery().tornTail()).isTrue();
        assertThat(log.storage().recovery().frames()).isEqualTo(1);
    }

    @Test
    void refusesAFlippedBitAnywhereInAnEarlierBlock() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES).kill();

        for (int at = 0; at < BLOCK_LENGTH; at++) {
            int offset = Logbook.BLOCK_BYTES + at;
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, offset, at % 8);
            SkidwayException refusal = log.refusal();
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, offset, at % 8);

            assertThat(refusal.severity()).isEqualTo(Severity.REFUSE_START);
            assertThat(refusal.code()).isEqualTo(JournalError.BLOCK_DAMAGED);
            assertThat(refusal.getMessage()).contains(Logbook.FIRST_SEGMENT, "offset 4096", "backup");
        }
    }

    @Test
    void refusesAFlippedBitInTheFirstBlock() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES).kill();
        log.corrupter().flipBit(Logbook.FIRST_SEGMENT, 70, 0);

        assertThat(log.refusal().code()).isEqualTo(JournalError.BLOCK_DAMAGED);
    }

    @Test
    void ignoresAFlippedBitInThePadding() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES).kill();
        log.corrupter().flipBit(Logbook.FIRST_SEGMENT, BLOCK_LENGTH + 10L, 3);
        log.corrupter().flipBit(Logbook.FIRST_SEGMENT, 2L * Logbook.BLOCK_BYTES + BLOCK_LENGTH, 3);

        assertThat(log.framesInACopy()).isEqualTo(3);
    }

    @Test
    void losesAtMostTheLastBlockToAFlippedBitInIt() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES).kill();

        for (int at = 0; at < BLOCK_LENGTH; at++) {
            int offset = 2 * Logbook.BLOCK_BYTES + at;
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, offset, at % 8);
            // A header that claims another place is proof of a misdirected write; everything else looks like a torn
            // tail.
            boolean misplaced = at >= 32 && at < 40;
            if (misplaced) {
                assertThat(log.refusal().code()).isEqualTo(JournalError.BLOCK_DAMAGED);
            } else if (at >= 24 && at < 32) {
                assertThat(refusedOrFrames(log)).isIn(-1, 2);
            } else {
                assertThat(log.framesInACopy()).as("byte %d", at).isEqualTo(2);
            }
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, offset, at % 8);
        }
    }

    private static int refusedOrFrames(Logbook log) {
        try {
            return log.framesInACopy();
        } catch (SkidwayException e) {
            assertThat(e.code()).isEqualTo(JournalError.BLOCK_DAMAGED);
            return -1;
        }
    }

    @Test
    void sealAfterIdlenessProtectsTheLastBlock() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES);
        log.time().advanceMillis(JournalConfig.small().idleSealMillis());
        log.settle().kill();

        for (int at = 0; at < BLOCK_LENGTH; at++) {
            int offset = 2 * Logbook.BLOCK_BYTES + at;
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, offset, at % 8);
            assertThat(log.refusal().severity()).isEqualTo(Severity.REFUSE_START);
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, offset, at % 8);
        }
    }

    @Test
    void durableNoteProtectsTheLastBlock() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES);
        log.time().advanceMillis(JournalConfig.small().durableNoteMillis());
        while (log.storage().housekeeper().step()) {
            assertThat(log.journal().failure()).isNull();
        }
        log.kill().corrupter().flipBit(Logbook.FIRST_SEGMENT, 2L * Logbook.BLOCK_BYTES + 80, 1);

        SkidwayException refusal = log.refusal();

        assertThat(refusal.code()).isEqualTo(JournalError.LOG_TOO_SHORT);
        assertThat(refusal.getMessage()).contains(Logbook.FIRST_SEGMENT, "offset 8192");
    }

    @Test
    void aStartProtectsALastBlockThatFillsItsSegmentWhereverTheStartBeforeWasKilled() throws IOException {
        boolean killed = true;
        for (int calls = 1; killed; calls++) {
            Logbook log = new Logbook();
            int half = (16 * 1024 - 64) / 2 - 32;
            for (int block = 0; block < 4; block++) {
                log.append(half);
                log.append(half);
                log.settle();
            }
            assertThat(log.journal().durablePosition()).isEqualTo(2 * 65_536);
            log.kill().disk().faults().loseThePowerAfter(calls);
            killed = killedInTheStart(log);
            log.disk().faults().clear();

            log.kill().open().powerCutLosingAll();
            log.corrupter().flipBit(Logbook.FIRST_SEGMENT, 3 * 16_384 + 80, 1);

            assertThat(log.refusal().severity()).as("killed at call %d", calls).isEqualTo(Severity.REFUSE_START);
        }
    }

    private static boolean killedInTheStart(Logbook log) {
        try {
            log.open();
            return false;
        } catch (PowerLost e) {
            return true;
        }
    }

    @Test
    void cleanStopProtectsTheLastBlock() throws IOException {
        Logbook log = new Logbook().blocks(2, RECORDS_BYTES);
        log.storage().close();
        log.kill().corrupter().zero(Logbook.FIRST_SEGMENT, Logbook.BLOCK_BYTES, 2 * Logbook.BLOCK_BYTES);

        assertThat(log.refusal().code()).isEqualTo(JournalError.LOG_TOO_SHORT);
    }

    @Test
    void refusesABlockThatWasWrittenToTheWrongPlace() throws IOException {
        Logbook log = new Logbook().blocks(3, RECORDS_BYTES).kill();
        String segment = Logbook.FIRST_SEGMENT;
        log.corrupter().copy(segment, 2L * Logbook.BLOCK_BYTES, segment, 5L * Logbook.BLOCK_BYTES, Logbook.BLOCK_BYTES);
        log.corrupter().zero(segment, 2L * Logbook.BLOCK_BYTES, Logbook.BLOCK_BYTES);

        assertThat(log.refusal().code()).isEqualTo(JournalError.BLOCK_DAMAGED);
    }

    @Test
    void refusesABlockInThePlaceOfAnother() throws IOException {
        Logbook log = new Logbook().blocks(4, RECORDS_BYTES).kill();
        String segment = Logbook.FIRST_SEGMENT;
        log.corrupter().copy(segment, 0, segment, Logbook.BLOCK_BYTES, Logbook.BLOCK_BYTES);

        assertThat(log.refusal().code()).isEqualTo(JournalError.BLOCK_DAMAGED);
    }

    @Test
    void refusesAMissingSegment() throws IOException {
        Logbook log = new Logbook().blocks(20, 8000).kill();
        log.corrupter().remove(Logbook.SECOND_SEGMENT);

        SkidwayException refusal = log.refusal();

        assertThat(refusal.code()).isEqualTo(JournalError.SEGMENT_MISSING);
        assertThat(refusal.getMessage()).contains(Logbook.SECOND_SEGMENT);
    }

    @Test
    void refusesWhenTheFirstSegmentIsMissing() throws IOException {
        Logbook log = new Logbook().blocks(20, 8000).kill();
        log.corrupter().remove(Logbook.FIRST_SEGMENT);

        assertThat(log.refusal().code()).isEqualTo(JournalError.SEGMENT_MISSING);
    }

    @Test
    void refusesATruncatedOrEmptySegment() throws IOException {
        for (long size : new long[] {0, 1, 40_000, 65_535, 65_536 + 1}) {
            Logbook log = new Logbook().blocks(20, 8000).kill();
            log.corrupter().truncate(Logbook.SECOND_SEGMENT, size);

            SkidwayException refusal = log.refusal();

            assertThat(refusal.code()).isEqualTo(JournalError.SEGMENT_SIZE_WRONG);
            assertThat(refusal.getMessage()).contains(Logbook.SECOND_SEGMENT, "found " + size);
        }
    }

    @Test
    void refusesSwappedSegments() throws IOException {
        Logbook log = new Logbook().blocks(20, 8000).kill();
        log.corrupter().swap(Logbook.FIRST_SEGMENT, Logbook.SECOND_SEGMENT);

        assertThat(log.refusal().code()).isEqualTo(JournalError.BLOCK_DAMAGED);
    }

    @Test
    void refusesACopyInThePlaceOfAnotherSegment() throws IOException {
        Logbook log = new Logbook().blocks(20, 8000).kill();
        log.corrupter().replace(Logbook.SECOND_SEGMENT, log.corrupter().bytes(Logbook.FIRST_SEGMENT));

        assertThat(log.refusal().code()).isEqualTo(JournalError.BLOCK_DAMAGED);
    }

    @Test
    void leavesACopyUnderAForeignNameAlone() throws IOException {
        Logbook log = new Logbook().blocks(5, 8000).kill();
        log.disk().create("journal-0000000000000001.seg.bak").close();

        log.open();

        assertThat(log.frames()).hasSize(5);
        assertThat(log.disk().list()).contains("journal-0000000000000001.seg.bak");
    }

    @Test
    void takesBlocksOfAnOlderGenerationForTheEndOfTheLog() throws IOException {
        Logbook log = new Logbook();
        for (int round = 0; round < 6; round++) {
            log.blocks(10, 8000);
            assertThat(log.snapshot()).isEqualTo(dev.skidway.journal.SnapshotWriter.State.PUBLISHED);
        }
        log.blocks(1, RECORDS_BYTES);
        long end = log.journal().durablePosition();

        log.kill().open();

        assertThat(log.journal().durablePosition()).isEqualTo(end);
        assertThat(log.storage().recovery().tornTail()).isFalse();
    }

    @Test
    void rollsExactlyAtTheBorderOfASegment() {
        Logbook log = new Logbook();
        int half = (16 * 1024 - 64) / 2 - 32;
        for (int block = 0; block < 8; block++) {
            log.append(half);
            log.append(half);
            log.settle();
            assertThat(log.framesInACopyAfterKill()).isEqualTo(2 * (block + 1));
        }

        assertThat(log.journal().appendedPosition()).isEqualTo(3 * 65_536);
        log.kill().open().blocks(1, 10).kill().open();
        assertThat(log.frames()).hasSize(17);
    }

    @Test
    void goesOnInAFullLastSegmentAfterACleanStop() throws IOException {
        Logbook log = new Logbook();
        int half = (16 * 1024 - 64) / 2 - 32;
        for (int i = 0; i < 8; i++) {
            log.append(half);
            log.storage().journal().step();
            log.append(half);
            log.settle();
        }
        log.storage().close();

        log.kill().open().blocks(3, 10);

        assertThat(log.frames())
                .hasSize(log.frames().get(log.frames().size() - 1).intValue());
    }

    @Test
    void writesTheTailAgainAfterARestart() {
        Logbook log = new Logbook().blocks(2, RECORDS_BYTES);
        log.append(RECORDS_BYTES);
        log.disk().holdForces(true);
        log.storage().journal().step();
        log.storage().journal().step();
        log.disk().holdForces(false);

        // The killed process' last block was never forced, so only the new one can have made it durable.
        log.kill().open().powerCutLosingAll().open();

        assertThat(log.frames()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void neverAnswersAfterAForceFailedOnce() {
        Logbook log = new Logbook().blocks(1, RECORDS_BYTES);
        long durable = log.journal().durablePosition();
        boolean[] told = new boolean[1];
        log.journal().onProgress(() -> told[0] = log.journal().failure() != null);
        log.disk().faults().strikeNext(DiskFault.FORCE_ERROR);
        log.append(RECORDS_BYTES);

        log.settle();

        assertThat(log.journal().durablePosition()).isEqualTo(durable);
        assertThat(told[0]).isTrue();
        assertThat(log.storage().journal().step()).isFalse();
        assertThat(log.storage().housekeeper().step()).isFalse();
        assertThatThrownBy(() -> log.append(1))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.severity()).isEqualTo(Severity.STOP));
    }

    @Test
    void doesNotSealWhatAFailedForceLeftInDoubtWhenItStops() throws IOException {
        Logbook log = new Logbook().blocks(1, RECORDS_BYTES);
        long durable = log.journal().durablePosition();
        log.disk().faults().strikeNext(DiskFault.FORCE_ERROR);
        log.append(RECORDS_BYTES);

        log.storage().close();

        assertThat(log.journal().failure()).isNotNull();
        assertThat(log.journal().durablePosition()).isEqualTo(durable);
        assertThat(log.storage().stats().blockSeals()).isZero();
    }

    @Test
    void findsEverythingDurableAfterAFailedForceAndARestart() {
        Logbook log = new Logbook().blocks(1, RECORDS_BYTES);
        log.disk().faults().strikeNext(DiskFault.FORCE_ERROR);
        log.append(RECORDS_BYTES);
        log.settle().kill();

        log.open().powerCutLosingAll().open();

        assertThat(log.frames()).containsExactly(1L, 2L);
    }

    @Test
    void failsForGoodWhenAWriteFails() throws IOException {
        Logbook log = new Logbook().blocks(1, RECORDS_BYTES);
        log.disk().faults().strikeNext(DiskFault.WRITE_ERROR);
        log.append(RECORDS_BYTES);
        log.settle();

        assertThat(log.journal().failure()).isNotNull();
        log.storage().close();
        log.kill().open();
        assertThat(log.frames()).startsWith(1L);
    }

    @Test
    void stuckForceHoldsBackAppendsInsteadOfUsingEverMoreMemory() {
        Logbook log = new Logbook().blocks(1, RECORDS_BYTES);
        log.disk().holdForces(true);
        int accepted = 1;
        while (log.append(1000) != dev.skidway.journal.Journal.NO_ROOM) {
            accepted++;
            log.settle();
        }
        assertThat(accepted * 1000).isLessThan(2 * JournalConfig.small().blockBytesMax());
        long[] roomSeenAt = new long[1];
        log.journal().onProgress(() -> roomSeenAt[0] = log.journal().appendedPosition());

        log.disk().holdForces(false);
        log.settle();

        assertThat(roomSeenAt[0]).isPositive();
        assertThat(log.frames()).hasSize(accepted);
        assertThat(log.append(1000)).isPositive();
    }
}
