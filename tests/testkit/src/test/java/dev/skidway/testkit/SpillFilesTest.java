package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.SpillExtent;
import dev.skidway.journal.SpillRef;
import dev.skidway.journal.SpillResult;
import dev.skidway.journal.SpillSpace;
import dev.skidway.journal.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs are written before they count, kept as long as a snapshot may name them, and refused when they are not what was written. */
class SpillFilesTest {

    private static final JournalConfig CONFIG = JournalConfig.small();
    private static final int BODY_BYTES = 5_000;

    private final ManualTime time = new ManualTime();
    private SimulatedDisk disk = new SimulatedDisk(Seed.ofThisRun());
    private Storage storage = Storage.open(disk, CONFIG, time);
    private final List<SpillResult> results = new ArrayList<>();

    private SpillSpace space() {
        return Objects.requireNonNull(storage.snapshots().spill(0));
    }

    private void settle() {
        boolean did = true;
        while (did) {
            did = storage.journal().step() | storage.housekeeper().step();
            for (@Nullable SpillResult result = space().poll(); result != null; result = space().poll()) {
                results.add(result);
            }
        }
    }

    private static ByteBuffer body(int fill) {
        ByteBuffer body = ByteBuffer.allocate(BODY_BYTES);
        while (body.hasRemaining()) {
            body.put((byte) fill);
        }
        return body.flip();
    }

    private SpillRef write(int fill) {
        assertThat(space().write("blob " + fill, body(fill))).isTrue();
        settle();
        return ((SpillResult.Written) results.removeLast()).ref();
    }

    private SnapshotWriter snapshot(SpillRef... refs) {
        SnapshotWriter writer =
                storage.snapshots().begin(new SnapshotInfo(0, storage.journal().durablePosition(), 0, 1, 1));
        writer.write(body(9));
        List<SpillExtent> extents = new ArrayList<>();
        for (SpillRef ref : refs) {
            extents.add(new SpillExtent(ref.file(), ref.end()));
        }
        writer.finish(new long[0], extents);
        settle();
        return writer;
    }

    private List<String> spillFiles() throws IOException {
        return disk.list().stream()
                .filter(name -> name.endsWith(".spl"))
                .sorted()
                .toList();
    }

    private void reopen(SimulatedDisk next) {
        disk = next;
        storage = Storage.open(next, CONFIG, time);
    }

    @Test
    void readsBackWhatItWrote() {
        SpillRef one = write(1);
        SpillRef two = write(2);

        assertThat(two.offset()).isEqualTo(one.end());
        assertThat(space().read(one)).isEqualTo(body(1));
        assertThat(space().load("please", two)).isTrue();
        settle();
        assertThat(results).hasSize(1).first().isEqualTo(new SpillResult.Loaded("please", body(2)));
    }

    @Test
    void countsABlobOnlyWhenItIsDurable() {
        disk.holdForces(true);
        assertThat(space().write("blob", body(1))).isTrue();
        settle();
        assertThat(results).isEmpty();

        disk.holdForces(false);
        settle();

        assertThat(results).hasSize(1).first().isInstanceOf(SpillResult.Written.class);
    }

    @Test
    void keepsWhatASnapshotNamesThroughAPowerCut() throws IOException {
        SpillRef ref = write(1);
        assertThat(snapshot(ref).state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        write(2);
        space().retire(ref.file());
        settle();

        reopen(disk.powerCutLosingAll());

        assertThat(space().read(ref)).isEqualTo(body(1));
        assertThat(spillFiles()).hasSize(1);
        assertThat(space().firstNewFile()).isGreaterThan(ref.file());
    }

    @Test
    void removesAtTheStartWhatNoSnapshotNames() throws IOException {
        write(1);
        assertThat(spillFiles()).hasSize(1);

        reopen(disk.kill());

        assertThat(spillFiles()).isEmpty();
    }

    @Test
    void removesARetiredFileOnceNoSnapshotNamesIt() throws IOException {
        SpillRef ref = write(1);
        snapshot(ref);
        space().retire(ref.file());
        settle();
        assertThat(spillFiles()).as("while a snapshot names it").hasSize(1);

        snapshot();

        assertThat(spillFiles()).isEmpty();
        assertThat(storage.spillFileBytes()).isZero();
    }

    @Test
    void keepsARetiredFileWhileASnapshotIsUnderWay() throws IOException {
        SpillRef ref = write(1);
        SnapshotWriter writer =
                storage.snapshots().begin(new SnapshotInfo(0, storage.journal().durablePosition(), 0, 1, 1));
        space().retire(ref.file());
        settle();
        assertThat(spillFiles()).as("a snapshot may name it yet").hasSize(1);

        writer.finish(new long[0], List.of(new SpillExtent(ref.file(), ref.end())));
        settle();
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        assertThat(spillFiles()).hasSize(1);

        reopen(disk.kill());
        assertThat(space().read(ref)).isEqualTo(body(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 56, 64, 5_000, 5_063})
    void refusesADamagedBlobNamingFileAndOffset(int at) throws IOException {
        write(1);
        SpillRef ref = write(2);

        new FileCorrupter(disk).flipBit(spillFiles().getFirst(), ref.offset() + at, 3);

        assertThatThrownBy(() -> space().read(ref))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SPILL_DAMAGED))
                .hasMessageContaining("spill-00000-0000000000000001.spl")
                .hasMessageContaining("offset " + ref.offset());
        assertThat(space().load("please", ref)).isTrue();
        settle();
        assertThat(results).hasSize(1).first().isInstanceOf(SpillResult.NotLoaded.class);
    }

    @Test
    void readsAgainWhatADiskFailedToReadOnce() {
        SpillRef ref = write(1);
        disk.faults().strikeNext(DiskFault.READ_ERROR, name -> name.endsWith(".spl"));

        assertThat(space().read(ref)).isEqualTo(body(1));
    }

    @Test
    void refusesABlobThatCannotBeReadTwice() {
        SpillRef ref = write(1);
        disk.faults().strikeNext(DiskFault.READ_ERROR, name -> name.endsWith(".spl"));
        disk.faults().strikeNext(DiskFault.READ_ERROR, name -> name.endsWith(".spl"));

        assertThatThrownBy(() -> space().read(ref))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SPILL_DAMAGED))
                .hasMessageContaining("could not be read");
    }

    @Test
    void refusesABlobOfAFileThatIsNotThere() {
        SpillRef ref = write(1);
        SpillRef elsewhere = new SpillRef(ref.file() + 7, ref.offset(), ref.length(), ref.crc());

        assertThatThrownBy(() -> space().read(elsewhere))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SPILL_DAMAGED))
                .hasMessageContaining("spill-00000-0000000000000008.spl")
                .hasMessageContaining("missing");
    }

    @Test
    void refusesToStartWithoutAFileOrWithAShortOne() throws IOException {
        SpillRef ref = write(1);
        snapshot(ref);
        String name = spillFiles().getFirst();
        SimulatedDisk shortened = disk.kill();
        new FileCorrupter(shortened).truncate(name, ref.end() - 1);

        assertThatThrownBy(() -> Storage.open(shortened, CONFIG, time))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(String.valueOf(ref.end()));
        SimulatedDisk removed = shortened.anotherProcess();
        new FileCorrupter(removed).remove(name);
        assertThatThrownBy(() -> Storage.open(removed, CONFIG, time))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SPILL_DAMAGED))
                .hasMessageContaining(name + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISK_FULL", "WRITE_ERROR", "FORCE_ERROR", "MISDIRECTED_WRITE"})
    void letsThePartitionKeepWhatCouldNotBeWritten(String fault) throws IOException {
        SpillRef kept = write(1);
        disk.faults().strikeNext(DiskFault.valueOf(fault), name -> name.endsWith(".spl"));

        assertThat(space().write("blob", body(2))).isTrue();
        settle();

        assertThat(results).hasSize(1).first().isEqualTo(new SpillResult.NotWritten("blob"));
        results.clear();
        time.advanceMillis(CONFIG.retryMillis());
        SpillRef again = write(3);
        if (!fault.equals("MISDIRECTED_WRITE")) {
            // That one went over an earlier blob.
            assertThat(space().read(kept)).isEqualTo(body(1));
        }
        assertThat(space().read(again)).isEqualTo(body(3));
        assertThat(storage.journal().failure()).isNull();
    }

    @Test
    void takesNoMoreThanItsBufferHolds() {
        int taken = 0;
        while (space().write("blob", body(taken))) {
            taken++;
        }

        assertThat(taken).isEqualTo(CONFIG.snapshotBufferBytes() / BODY_BYTES);
        settle();
        assertThat(results).hasSize(taken);
        assertThat(space().write("blob", body(1))).isTrue();
    }

    @Test
    void beginsAnotherFileWhenOneIsFull() throws IOException {
        SpillRef first = write(0);
        SpillRef last = first;
        for (int i = 1; i < 10; i++) {
            last = write(i);
        }

        assertThat(last.file()).isGreaterThan(first.file());
        assertThat(spillFiles()).hasSize((int) (last.file() - first.file()) + 1);
        assertThat(space().read(last)).isEqualTo(body(9));
    }
}
