package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that neither the real nor the simulated disk shows on request. */
class StorageFaultsTest {

    @TempDir
    private Path folder;

    private final FixedTime time = new FixedTime();

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Disk readOnly = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public void lock() throws IOException {
                throw new AccessDeniedException("lock");
            }
        };

        assertThatThrownBy(() -> Storage.open(readOnly, JournalConfig.small(), time))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.FOLDER_NOT_WRITABLE));
    }

    @Test
    void reasonOfARefusalSurvivesAFailingClose() throws IOException {
        Disk broken = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public void lock() throws IOException {
                throw new FolderInUseException("taken");
            }

            @Override
            public void close() throws IOException {
                throw new IOException("close failed");
            }
        };

        assertThatThrownBy(() -> Storage.open(broken, JournalConfig.small(), time))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.FOLDER_IN_USE));
    }

    @Test
    void renamingThatFindsNoRoomIsTriedAgain() throws IOException {
        boolean[] full = new boolean[1];
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public void rename(String from, String to) throws IOException {
                if (full[0]) {
                    throw new DiskFullException("no room for a name");
                }
                super.rename(from, to);
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            full[0] = true;
            settle(storage);
            assertThat(storage.journal().failure()).isNull();

            full[0] = false;
            time.advanceMillis(JournalConfig.small().retryMillis());
            settle(storage);

            assertThat(disk.list()).contains("journal-0000000000000002.seg");
        }
    }

    @Test
    void namingASpareThatFindsNoRoomIsTriedAgain() throws IOException {
        boolean[] full = {true};
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public void rename(String from, String to) throws IOException {
                if (full[0] && to.equals("journal-0000000000000002.seg")) {
                    throw new DiskFullException("no room for a name");
                }
                super.rename(from, to);
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            settle(storage);
            assertThat(disk.list()).doesNotContain("journal-0000000000000002.seg");

            full[0] = false;
            time.advanceMillis(JournalConfig.small().retryMillis());
            settle(storage);

            assertThat(disk.list()).contains("journal-0000000000000002.seg");
        }
    }

    @Test
    void aReleasedSegmentThatCannotBeRenamedIsRemoved() throws IOException {
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public void rename(String from, String to) throws IOException {
                if (FileNames.segmentSequence(from).isPresent()) {
                    throw new DiskFullException("no room for a name");
                }
                super.rename(from, to);
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            FileJournal journal = storage.journal();
            for (int sequence = 1; sequence <= 12; sequence++) {
                journal.append(new FrameHeader(0, 1, sequence, 1, 1), ByteBuffer.allocate(8_000));
                settle(storage);
            }
            SnapshotWriter writer = storage.snapshots().begin(new SnapshotInfo(0, journal.durablePosition(), 12, 1, 1));
            writer.finish(new long[0]);
            settle(storage);

            assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
            assertThat(disk.list()).doesNotContain("journal-0000000000000001.seg");
            assertThat(journal.failure()).isNull();
        }
        Storage.open(RealDisk.open(folder), JournalConfig.small(), time).close();
    }

    @Test
    void aBallastThatCannotBeCreatedIsTriedAgain() throws IOException {
        boolean[] noHandles = {true};
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public DiskFile create(String name) throws IOException {
                if (noHandles[0] && name.equals(FileNames.BALLAST)) {
                    throw new IOException("Too many open files");
                }
                return super.create(name);
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            settle(storage);
            assertThat(disk.list()).doesNotContain(FileNames.BALLAST);

            noHandles[0] = false;
            time.advanceMillis(JournalConfig.small().retryMillis());
            settle(storage);

            assertThat(disk.list()).contains(FileNames.BALLAST);
        }
    }

    @Test
    void noteThatFindsNoRoomIsTriedAgain() throws IOException {
        boolean[] full = new boolean[1];
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public DiskFile create(String name) throws IOException {
                DiskFile file = super.create(name);
                return name.equals("durable") ? new FullFile(file, full) : file;
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            storage.journal().append(new FrameHeader(0, 1, 1, 1, 1), ByteBuffer.allocate(10));
            full[0] = true;
            settle(storage);
            time.advanceMillis(1000);
            settle(storage);
            assertThat(storage.journal().failure()).isNull();
            full[0] = false;
        }
    }

    @Test
    void snapshotFileThatCannotBeCreatedFailsTheSnapshot() throws IOException {
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public DiskFile create(String name) throws IOException {
                if (FileNames.isSnapshot(name)) {
                    throw new IOException("too many open files");
                }
                return super.create(name);
            }
        };
        try (Storage storage = Storage.open(disk, JournalConfig.small(), time)) {
            SnapshotWriter writer = storage.snapshots().begin(new SnapshotInfo(0, 0, 0, 1, 0));
            settle(storage);

            assertThat(writer.state()).isEqualTo(SnapshotWriter.State.FAILED);
            assertThat(storage.journal().failure()).isNull();
        }
    }

    @Test
    void aFaultOfTheProgramInTheWriterEndsTheJournalToo() throws IOException {
        boolean[] broken = new boolean[1];
        Disk disk = new WrappedDisk(RealDisk.open(folder)) {
            @Override
            public DiskFile create(String name) throws IOException {
                DiskFile file = super.create(name);
                return name.equals(FileNames.FILLING) ? new BrokenFile(file, broken) : file;
            }
        };
        Storage storage = Storage.open(disk, JournalConfig.small(), time);
        FileJournal journal = storage.journal();
        journal.append(new FrameHeader(0, 1, 1, 1, 1), ByteBuffer.allocate(10));
        long durableBefore = journal.durablePosition();
        broken[0] = true;

        assertThatThrownBy(journal::step).isInstanceOf(IllegalStateException.class);
        storage.close();

        assertThat(journal.failure()).isNotNull();
        assertThat(journal.durablePosition()).isEqualTo(durableBefore);
        Storage.open(RealDisk.open(folder), JournalConfig.small(), time).close();
    }

    @Test
    void recognisesAFullDisk() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "a Linux device that is always full");
        try (DiskFile file = RealDisk.open(Path.of("/dev")).open("full")) {
            assertThatThrownBy(() -> file.write(ByteBuffer.allocate(10), 0))
                    .isInstanceOf(DiskFullException.class)
                    .hasMessageContaining("full");
        }
    }

    private static void settle(Storage storage) {
        while (storage.journal().step() | storage.housekeeper().step()) {
            assertThat(storage.journal().failure()).isNull();
        }
    }

    /** A file that has no room while told so. */
    private static final class FullFile extends PassingFile {

        private final boolean[] full;

        FullFile(DiskFile file, boolean[] full) {
            super(file);
            this.full = full;
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            if (full[0]) {
                throw new DiskFullException("no room");
            }
            super.write(source, offset);
        }
    }

    /** A file whose writing has a bug while told so. */
    private static final class BrokenFile extends PassingFile {

        private final boolean[] broken;

        BrokenFile(DiskFile file, boolean[] broken) {
            super(file);
            this.broken = broken;
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            if (broken[0]) {
                throw new IllegalStateException("a bug");
            }
            super.write(source, offset);
        }
    }
}
