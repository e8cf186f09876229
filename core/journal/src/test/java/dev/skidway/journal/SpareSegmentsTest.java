package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareSegmentsTest {

    private static final JournalConfig CONFIG = JournalConfig.small();

    @TempDir
    private Path folder;

    private final FixedTime time = new FixedTime();

    @Test
    void keepsRecycledSegmentsBeyondTheReserveOnlyWhileTheJournalTakesThem() throws IOException {
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, CONFIG, time)) {
            fillSegmentsAndReleaseThem(storage);
            assertThat(spares(disk)).isGreaterThan(CONFIG.spareSegments());

            time.advanceMillis(9_000);
            settle(storage);
            assertThat(spares(disk)).isGreaterThan(CONFIG.spareSegments());

            time.advanceMillis(1_001);
            settle(storage);
            // One of the reserve has its name in the journal already.
            assertThat(spares(disk)).isEqualTo(CONFIG.spareSegments() - 1);
            assertThat(storage.journal().failure()).isNull();
        }
    }

    @Test
    void mayRestOnlyWhileItFillsASegmentThatNobodyNeedsSoon() throws IOException {
        JournalConfig more = new JournalConfig(
                CONFIG.segmentBytes(),
                CONFIG.blockBytesMax(),
                CONFIG.frameBytesMax(),
                3,
                CONFIG.bytesMax(),
                CONFIG.freeBytesMin(),
                CONFIG.ringBytes(),
                CONFIG.snapshotBufferBytes(),
                CONFIG.ballastBytes(),
                CONFIG.idleSealMillis(),
                CONFIG.durableNoteMillis(),
                CONFIG.retryMillis());
        Disk disk = RealDisk.open(folder);
        try (Storage storage = Storage.open(disk, more, time)) {
            boolean rested = false;
            while (storage.housekeeper().step()) {
                if (storage.housekeeper().mayRest()) {
                    rested = true;
                    assertThat(disk.list()).contains(FileNames.FILLING);
                    assertThat(spares(disk)).isPositive();
                }
            }

            assertThat(rested).isTrue();
            assertThat(storage.housekeeper().mayRest()).isFalse();
        }
    }

    private static void fillSegmentsAndReleaseThem(Storage storage) {
        FileJournal journal = storage.journal();
        for (int sequence = 1; sequence <= 60; sequence++) {
            journal.append(new FrameHeader(0, 1, sequence, 1, 1), ByteBuffer.allocate(8_000));
            settle(storage);
        }
        SnapshotWriter writer = storage.snapshots().begin(new SnapshotInfo(0, journal.durablePosition(), 60, 1, 1));
        writer.finish(new long[0]);
        settle(storage);
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
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
