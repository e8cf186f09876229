package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {

    private static final JournalConfig CONFIG = JournalConfig.small();

    @TempDir
    private Path folder;

    private final FixedTime time = new FixedTime();

    @Test
    void countsWhatIsInUseAndNotWhatIsPrepared() throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(folder), CONFIG, time)) {
            settle(storage);
            assertThat(storage.journal().diskUse(0, 0).bytes()).isEqualTo(CONFIG.segmentBytes());

            for (int sequence = 1; sequence <= 30; sequence++) {
                storage.journal().append(new FrameHeader(0, 1, sequence, 1, 1), ByteBuffer.allocate(8_000));
                settle(storage);
            }
            SnapshotWriter writer = storage.snapshots()
                    .begin(new SnapshotInfo(0, storage.journal().durablePosition(), 30, 1, 1));
            writer.write(ByteBuffer.allocate(5_000));
            writer.finish(new long[] {1});
            settle(storage);

            assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
            assertThat(storage.journal().diskUse(0, 0).bytes())
                    .isEqualTo(2L * CONFIG.segmentBytes() + bytesOf("snapshot"));
        }
        try (Storage storage = Storage.open(RealDisk.open(folder), CONFIG, time)) {
            settle(storage);
            assertThat(storage.journal().diskUse(0, 0).bytes())
                    .isEqualTo(2L * CONFIG.segmentBytes() + bytesOf("snapshot"));
        }
    }

    @Test
    void addsUpWhatAllPartitionsNeed() throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(folder), CONFIG, 3, time)) {
            storage.journal().diskUse(0, 1_000);
            assertThat(storage.journal().diskUse(2, 500).liveBytes()).isEqualTo(1_500);

            assertThat(storage.journal().diskUse(0, 1).liveBytes()).isEqualTo(501);
        }
    }

    private long bytesOf(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(kind))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void settle(Storage storage) {
        while (storage.journal().step() | storage.housekeeper().step()) {
            assertThat(storage.journal().failure()).isNull();
        }
    }
}
