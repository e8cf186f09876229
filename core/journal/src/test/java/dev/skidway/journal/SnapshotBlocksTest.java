package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotBlocksTest {

    private static final SnapshotInfo INFO = new SnapshotInfo(3, 4096, 12, 1, 1);
    private static final long JOURNAL = 77;

    @TempDir
    private Path folder;

    @Test
    void readsBackBlocksOfAnySizeInAnyOrder() throws IOException {
        Random random = new Random(5);
        int[] sizes = {1, 65_471, 65_472, 65_473, 300_000, 10, 262_144, 0};
        byte[][] bodies = new byte[sizes.length][];
        try (DiskFile file = RealDisk.open(folder).create("blocks")) {
            SnapshotBlocks written = new SnapshotBlocks(file, INFO, JOURNAL);
            for (int i = 0; i < sizes.length; i++) {
                bodies[i] = new byte[sizes[i]];
                random.nextBytes(bodies[i]);
                written.write(ByteBuffer.wrap(bodies[i]), i == sizes.length - 1);
            }

            SnapshotBlocks read = new SnapshotBlocks(file, INFO, JOURNAL);

            for (byte[] body : bodies) {
                assertThat(read.read()).isEqualTo(ByteBuffer.wrap(body));
            }
            assertThat(read.offset()).isEqualTo(written.offset());
            assertThat(read.lastCrc()).isEqualTo(written.lastCrc());
        }
    }
}
