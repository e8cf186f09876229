package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that their checksum says are right and that are wrong all the same, and disks that change their mind. */
class UntrueBytesTest {

    private static final String FIRST_SEGMENT = FileNames.segment(1);

    @TempDir
    private Path folder;

    private final FixedTime time = new FixedTime();

    @Test
    void refusesAFormatOfAnotherVersion() throws IOException {
        Storage.open(RealDisk.open(folder), JournalConfig.small(), time).close();
        ByteBuffer identity = bytes(FileNames.IDENTITY);
        identity.putInt(4, SideFile.FORMAT + 1);
        int length = identity.getInt(8);
        CRC32C crc = new CRC32C();
        crc.update(identity.slice(0, 12));
        crc.update(identity.slice(SideFile.ENVELOPE_BYTES, length - SideFile.ENVELOPE_BYTES));
        identity.putInt(12, (int) crc.getValue());
        Files.write(folder.resolve(FileNames.IDENTITY), identity.array());

        assertThat(refusal(RealDisk.open(folder)).code()).isEqualTo(JournalError.FORMAT_UNKNOWN);
    }

    @Test
    void refusesFramesThatDoNotAddUp() throws IOException {
        folderWithOneFrame();
        ByteBuffer segment = bytes(FIRST_SEGMENT);
        BlockHeader header = BlockFormat.header(segment, 0);
        segment.putInt(BlockFormat.HEADER_BYTES, Journal.FRAME_HEADER_BYTES - 1);
        BlockFormat.put(segment, 0, header);
        Files.write(folder.resolve(FIRST_SEGMENT), segment.array());

        SkidwayException refusal = refusal(RealDisk.open(folder));

        assertThat(refusal.code()).isEqualTo(JournalError.BLOCK_DAMAGED);
        assertThat(refusal).hasMessageContaining("do not add up").hasMessageContaining("offset 0");
    }

    @Test
    void refusesALastBlockThatReadsDifferentlyTheSecondTime() throws IOException {
        folderWithOneFrame();
        int[] readsOfTheStart = new int[1];
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public DiskFile open(String name) throws IOException {
                DiskFile file = super.open(name);
                return name.equals(FIRST_SEGMENT) ? new ForgetfulFile(file, readsOfTheStart) : file;
            }
        };

        SkidwayException refusal = refusal(disk);

        assertThat(refusal.code()).isEqualTo(JournalError.BLOCK_DAMAGED);
        assertThat(refusal).hasMessageContaining("undamaged a moment ago").hasMessageContaining(FIRST_SEGMENT);
    }

    @Test
    void aSpillFileThatCannotBeForcedGetsNoMoreBlobs() throws IOException {
        boolean[] broken = {true};
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public DiskFile create(String name) throws IOException {
                DiskFile file = super.create(name);
                return FileNames.isSpill(name) ? new UnforceableFile(file, broken) : file;
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            SpillSpace space = Objects.requireNonNull(storage.snapshots().spill(0));
            assertThat(space.write("first", ByteBuffer.allocate(100))).isTrue();
            settle(storage);
            assertThat(space.poll()).isEqualTo(new SpillResult.NotWritten("first"));

            broken[0] = false;
            time.advanceMillis(JournalConfig.small().retryMillis());
            assertThat(space.write("second", ByteBuffer.allocate(100))).isTrue();
            settle(storage);

            assertThat(space.poll())
                    .isInstanceOfSatisfying(
                            SpillResult.Written.class,
                            written -> assertThat(written.ref().file()).isEqualTo(2));
            assertThat(storage.spillFiles()).isEqualTo(1);
        }
    }

    private void folderWithOneFrame() throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), time)) {
            storage.journal().append(new FrameHeader(0, 1, 1, 1, 1), ByteBuffer.allocate(100));
            settle(storage);
        }
    }

    private ByteBuffer bytes(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }

    private SkidwayException refusal(Disk disk) {
        SkidwayException[] refusal = new SkidwayException[1];
        assertThatThrownBy(() -> Storage.open(disk, JournalConfig.small(), time))
                .isInstanceOfSatisfying(SkidwayException.class, e -> refusal[0] = e);
        return refusal[0];
    }

    private static void settle(Storage storage) {
        while (storage.journal().step() | storage.housekeeper().step()) {
            assertThat(storage.journal().failure()).isNull();
        }
    }

    /** A file whose blocks are gone once they were looked at: every read after the first finds zeros. */
    private static final class ForgetfulFile extends PassingFile {

        private final int[] reads;

        ForgetfulFile(DiskFile file, int[] reads) {
            super(file);
            this.reads = reads;
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            int from = target.position();
            int read = super.read(target, offset);
            if (++reads[0] > 1) {
                for (int at = from; at < from + read; at++) {
                    target.put(at, (byte) 0);
                }
            }
            return read;
        }
    }

    /** A file whose force cannot be begun while told so. */
    private static final class UnforceableFile extends PassingFile {

        private final boolean[] broken;

        UnforceableFile(DiskFile file, boolean[] broken) {
            super(file);
            this.broken = broken;
        }

        @Override
        public void startForce() throws IOException {
            if (broken[0]) {
                throw new IOException("no force now");
            }
            super.startForce();
        }
    }
}
