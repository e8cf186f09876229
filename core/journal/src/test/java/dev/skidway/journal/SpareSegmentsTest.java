package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareSegmentsTest {

    private static final JournalConfig CONFIG = JournalConfig.small();
    private static final long SEGMENT = CONFIG.segmentBytes();

    @TempDir
    private Path folder;

    private final FixedTime time = new FixedTime();
    private long appended;

    @Test
    void keepsRecycledSegmentsBeyondTheReserveUntilTheyWereNotNeededForAWhile() throws IOException {
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, CONFIG, time)) {
            fillSegmentsAndReleaseThem(storage);
            assertThat(spares(disk)).isGreaterThan(CONFIG.spareSegments());

            passSeconds(storage, 19);
            assertThat(spares(disk)).isGreaterThan(CONFIG.spareSegments());

            passSeconds(storage, 12);
            // One of the reserve has its name in the journal already.
            assertThat(spares(disk)).isEqualTo(CONFIG.spareSegments() - 1);
            assertThat(storage.journal().failure()).isNull();
        }
    }

    @Test
    void keepsRecycledSegmentsThatALoadTakesAgainAndAgain() throws IOException {
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, CONFIG, time)) {
            for (int round = 0; round < 6; round++) {
                fillSegmentsAndReleaseThem(storage);
                assertThat(spares(disk)).as("round %d", round).isGreaterThan(CONFIG.spareSegments());
                passSeconds(storage, 15);
                assertThat(spares(disk))
                        .as("15 s after round %d", round)
                        .isGreaterThanOrEqualTo(CONFIG.spareSegments());
            }
        }
    }

    @Test
    void keepsPartOfTheReserveWhileThereIsPlentyOfRoomAndTheLoadIsLight() throws IOException {
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, config(4, 64 * SEGMENT), time)) {
            settle(storage);

            assertThat(spares(disk)).isEqualTo(1);
        }
    }

    @Test
    void keepsTheWholeReserveOnceOnlySomeTimesOfItWouldFit() throws IOException {
        Disk disk = RealDisk.open(folder);
        // The segment in use and 8 * 4 more, but not one besides: with the first of the reserve it is too few.
        try (Storage storage = Storage.open(disk, config(4, 34 * SEGMENT), time)) {
            settle(storage);
            assertThat(spares(disk)).isEqualTo(1);

            time.advanceMillis(CONFIG.retryMillis());
            settle(storage);

            assertThat(spares(disk)).isEqualTo(3);
        }
    }

    @Test
    void keepsTheWholeReserveWhileALoadTakesSegmentAfterSegment() throws IOException {
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, config(4, 64 * SEGMENT), time)) {
            append(storage, 24);

            assertThat(spares(disk)).isEqualTo(3);

            passSeconds(storage, 45);
            assertThat(spares(disk)).isEqualTo(1);
        }
    }

    @Test
    void restsOnlyWhileItFillsASegmentThatNobodyNeedsSoon() throws IOException {
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, config(4, 64 * SEGMENT), time)) {
            int rests = 0;
            while (storage.housekeeper().step()) {
                if (storage.housekeeper().mayRest()) {
                    rests++;
                    assertThat(disk.list()).contains(FileNames.FILLING);
                    assertThat(segments(disk)).as("one is named ahead").isEqualTo(2);
                }
            }
            assertThat(rests).isPositive();
            assertThat(storage.housekeeper().mayRest()).isFalse();

            rests = 0;
            for (int frame = 0; frame < 48; frame++) {
                append(storage.journal());
                while (storage.journal().step() | storage.housekeeper().step()) {
                    if (frame > 32 && storage.housekeeper().mayRest()) {
                        rests++;
                        assertThat(spares(disk)).as("and one more under a load").isPositive();
                    }
                }
            }
            assertThat(rests).isPositive();
        }
    }

    private void fillSegmentsAndReleaseThem(Storage storage) {
        append(storage, 60);
        SnapshotWriter writer =
                storage.snapshots().begin(new SnapshotInfo(0, storage.journal().durablePosition(), appended, 1, 1));
        writer.finish(new long[0]);
        settle(storage);
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
    }

    /** About eight to a segment. */
    private void append(Storage storage, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            append(storage.journal());
            settle(storage);
        }
    }

    private void append(FileJournal journal) {
        journal.append(new FrameHeader(0, 1, ++appended, 1, 1), ByteBuffer.allocate(8_000));
    }

    private void passSeconds(Storage storage, int seconds) {
        for (int second = 0; second < seconds; second++) {
            time.advanceMillis(1_000);
            settle(storage);
        }
    }

    private static JournalConfig config(int spareSegments, long bytesMax) {
        return new JournalConfig(
                CONFIG.segmentBytes(),
                CONFIG.blockBytesMax(),
                CONFIG.frameBytesMax(),
                spareSegments,
                bytesMax,
                CONFIG.freeBytesMin(),
                CONFIG.ringBytes(),
                CONFIG.snapshotBufferBytes(),
                CONFIG.ballastBytes(),
                CONFIG.idleSealMillis(),
                CONFIG.durableNoteMillis(),
                CONFIG.retryMillis());
    }

    private static long segments(Disk disk) throws IOException {
        return disk.list().stream().filter(name -> name.startsWith("journal-")).count();
    }

    private static long spares(Disk disk) throws IOException {
        return disk.list().stream()
                .filter(name -> FileNames.spareNumber(name).isPresent())
                .count();
    }

    private static void settle(Storage storage) {
        while (storage.journal().step() | storage.housekeeper().step()) {
            assertThat(storage.journal().failure()).isNull();
        }
    }
}
