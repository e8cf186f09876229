package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.FolderInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Disk} must do; each implementation runs it as a subclass. */
public abstract class DiskContract {

    private Disk disk;

    /** Opens the folder of this test; called again, it gives a second process on the same folder. */
    protected abstract Disk openFolder() throws IOException;

    @BeforeEach
    final void openDisk() throws IOException {
        disk = openFolder();
    }

    @AfterEach
    final void closeDisk() throws IOException {
        disk.close();
    }

    @Test
    void listsCreatedFilesAndOnlyThose() throws IOException {
        disk.create("a").close();
        disk.create("b").close();

        assertThat(disk.list()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void refusesToCreateWhatExists() throws IOException {
        disk.create("a").close();

        assertThatThrownBy(() -> disk.create("a")).isInstanceOf(IOException.class);
    }

    @Test
    void refusesToOpenRenameOrDeleteWhatDoesNotExist() {
        assertThatThrownBy(() -> disk.open("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.rename("a", "b")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.delete("a")).isInstanceOf(IOException.class);
    }

    @Test
    void readsBackWhatWasWrittenAtAnOffset() throws IOException {
        DiskFile file = disk.create("a");
        ByteBuffer source = text("hello");

        file.write(source, 700);

        assertThat(source.hasRemaining()).isFalse();
        assertThat(file.size()).isEqualTo(705);
        assertThat(read(file, 700, 5)).isEqualTo("hello");
        assertThat(read(file, 698, 4)).isEqualTo("\0\0he");
    }

    @Test
    void writesFromPositionToLimitOfAnyBuffer() throws IOException {
        DiskFile file = disk.create("a");
        ByteBuffer direct =
                ByteBuffer.allocateDirect(16).put(text("..inside..")).flip();
        direct.position(2).limit(8);

        file.write(direct, 0);

        assertThat(read(file, 0, 16)).isEqualTo("inside");
    }

    @Test
    void overwritesAcrossSectorAndPageBorders() throws IOException {
        DiskFile file = disk.create("a");
        file.write(ByteBuffer.allocate(10_000), 0);

        file.write(text("x".repeat(5_000)), 3_000);
        file.write(text("y".repeat(600)), 4_000);

        assertThat(file.size()).isEqualTo(10_000);
        assertThat(read(file, 2_999, 2)).isEqualTo("\0x");
        assertThat(read(file, 3_999, 602)).isEqualTo("x" + "y".repeat(600) + "x");
        assertThat(read(file, 7_999, 2)).isEqualTo("x\0");
    }

    @Test
    void readsLessNearTheEndAndNothingBehindIt() throws IOException {
        DiskFile file = disk.create("a");
        file.write(text("hello"), 0);

        assertThat(read(file, 3, 10)).isEqualTo("lo");
        assertThat(read(file, 5, 10)).isEmpty();
        assertThat(read(file, 5_000_000, 10)).isEmpty();
    }

    @Test
    void completesAForceAndHasNothingToDoWithoutOne() throws IOException {
        DiskFile file = disk.create("a");
        assertThat(file.forceDone()).isTrue();
        file.write(text("hello"), 0);

        force(file);
        disk.forceDirectory();

        assertThat(file.forceDone()).isTrue();
        assertThat(read(file, 0, 5)).isEqualTo("hello");
    }

    @Test
    void findsContentAgainAfterReopening() throws IOException {
        DiskFile file = disk.create("a");
        file.write(text("hello"), 0);
        force(file);
        disk.forceDirectory();
        file.close();
        disk.close();

        disk = openFolder();

        assertThat(read(disk.open("a"), 0, 5)).isEqualTo("hello");
    }

    @Test
    void renamesOverAnotherFileAndKeepsHandlesValid() throws IOException {
        DiskFile file = disk.create("a");
        file.write(text("new"), 0);
        DiskFile replaced = disk.create("b");
        replaced.write(text("old"), 0);

        disk.rename("a", "b");
        file.write(text("er"), 3);

        assertThat(disk.list()).containsExactly("b");
        assertThat(read(disk.open("b"), 0, 9)).isEqualTo("newer");
    }

    @Test
    void deletesAFileForGood() throws IOException {
        disk.create("a").close();

        disk.delete("a");

        assertThat(disk.list()).isEmpty();
        disk.create("a").close();
        assertThat(disk.open("a").size()).isZero();
    }

    @Test
    void failsCallsOnAClosedFile() throws IOException {
        DiskFile file = disk.create("a");
        file.close();

        assertThatThrownBy(() -> file.write(text("x"), 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IOException.class);
    }

    @Test
    void tellsThatThereIsRoom() throws IOException {
        assertThat(disk.usableBytes()).isPositive();
    }

    @Test
    void letsOnlyOneHoldTheFolder() throws IOException {
        disk.lock();

        try (Disk other = openFolder()) {
            assertThatThrownBy(other::lock).isInstanceOf(FolderInUseException.class);
        }
    }

    @Test
    void givesTheFolderToTheNextAfterClosing() throws IOException {
        disk.lock();
        disk.close();

        disk = openFolder();

        disk.lock();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(DiskFile file, long offset, int bytes) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(bytes);
        int read = file.read(target, offset);
        assertThat(read).isEqualTo(target.position());
        return new String(target.array(), 0, read, StandardCharsets.UTF_8);
    }

    private static void force(DiskFile file) throws IOException {
        file.startForce();
        while (!file.forceDone()) {
            Thread.onSpinWait();
        }
    }
}
