package dev.skidway.compat.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VolumeTest {

    @TempDir
    Path folder;

    @Test
    void hasNoByteLeftWhenItIsFullAndRoomAgainWhenItIsEmptied() throws IOException {
        try (Volume volume = mounted(() -> Volume.inMemory(folder, 4))) {
            Path file = volume.folder().resolve("file");

            volume.fill();
            assertThatThrownBy(() -> Files.write(file, new byte[1])).hasMessageContaining("No space left");

            volume.empty();
            assertThat(Files.write(file, new byte[1 << 20])).hasSize(1 << 20);
        }
        assertThat(folder.resolve("volume")).isEmptyDirectory();
    }

    @Test
    void becomesReadOnlyUnderAnOpenFileAndKeepsWhatWasForced() throws IOException {
        try (Volume volume = mounted(() -> Volume.ext4(folder, 16))) {
            if (!volume.canBreak()) {
                abort("this kernel cannot be asked to find an error in an ext4");
            }
            Path path = volume.folder().resolve("file");
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                file.force(true);

                volume.breakReadOnly();

                assertThatThrownBy(() -> file.write(ByteBuffer.wrap(new byte[4096])))
                        .hasMessageContaining("Read-only file system");
            }
            volume.repair();
            assertThat(path).hasBinaryContent(new byte[] {1, 2, 3});
        }
    }

    private interface Mount {
        Volume get() throws IOException;
    }

    private static Volume mounted(Mount mount) {
        try {
            return mount.get();
        } catch (IOException e) {
            return abort("mounting is not possible here: " + e.getMessage());
        }
    }
}
