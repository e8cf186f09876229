package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is opened whole or refused with a code that says why. */
class OpeningTest {

    private static final JournalConfig CONFIG = JournalConfig.small();

    @TempDir
    private Path folder;

    @Test
    void keepsItsIdentityOverRestarts() throws IOException {
        Logbook log = new Logbook();
        byte[] key = log.storage().handleKey();
        log.storage().close();

        log.kill().open();

        assertThat(log.storage().handleKey()).isEqualTo(key).hasSize(32);
    }

    @Test
    void foldersHaveDifferentKeys() throws IOException {
        try (Storage one = Storage.open(RealDisk.open(folder.resolve("a")), CONFIG, new ManualTime());
                Storage other = Storage.open(RealDisk.open(folder.resolve("b")), CONFIG, new ManualTime())) {
            assertThat(one.handleKey()).isNotEqualTo(other.handleKey());
        }
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(folder), CONFIG, new ManualTime())) {
            assertThat(storage.journal().failure()).isNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("identity"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(folder), CONFIG, new ManualTime())) {
            assertThat(storage.journal().failure()).isNull();
            assertThatThrownBy(() -> Storage.open(RealDisk.open(folder), CONFIG, new ManualTime()))
                    .isInstanceOfSatisfying(
                            SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.FOLDER_IN_USE));
        }
        Storage.open(RealDisk.open(folder), CONFIG, new ManualTime()).close();
    }

    @Test
    void refusesAMissingOrDamagedIdentity() throws IOException {
        Logbook log = new Logbook().blocks(2, 100).kill();
        byte[] identity = log.corrupter().bytes("identity");
        for (int at = 0; at < identity.length; at++) {
            if (at < 4 || at >= 8) {
                log.corrupter().flipBit("identity", at, at % 8);
                assertThat(log.refusal().code()).isEqualTo(JournalError.IDENTITY_DAMAGED);
                log.corrupter().flipBit("identity", at, at % 8);
            }
        }
        log.corrupter().remove("identity");

        assertThat(log.refusal().code()).isEqualTo(JournalError.IDENTITY_DAMAGED);
    }

    @Test
    void refusesTheIdentityOfAnotherFolder() throws IOException {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        log.kill();
        SimulatedDisk other = new SimulatedDisk(new Seed(9));
        Storage.open(other, CONFIG, new ManualTime()).close();
        log.corrupter().replace("identity", new FileCorrupter(other.kill()).bytes("identity"));

        assertThat(log.refusal().code()).isEqualTo(JournalError.MANIFEST_DAMAGED);
    }

    @Test
    void oneDamagedManifestOfAFreshFolderIsNoHarmBothAre() throws IOException {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        log.snapshot();
        log.kill();
        for (int at : new int[] {0, 12, 16, 24, 32, 50}) {
            log.corrupter().flipBit("manifest-a", at, 0);
            log.corrupter().flipBit("manifest-b", at, 0);
            assertThat(log.refusal().code()).isEqualTo(JournalError.MANIFEST_DAMAGED);
            log.corrupter().flipBit("manifest-a", at, 0);
            log.corrupter().flipBit("manifest-b", at, 0);
        }
        log.corrupter().remove("manifest-a");
        log.corrupter().remove("manifest-b");
        assertThat(log.refusal().code()).isEqualTo(JournalError.MANIFEST_DAMAGED);
    }

    @Test
    void refusesWhenTheNewestManifestIsDamagedAndTheOlderNamesWhatIsGone() throws IOException {
        Logbook log = new Logbook();
        for (int i = 0; i < 3; i++) {
            log.blocks(20, 8000);
            log.snapshot();
        }
        log.kill();
        int refused = 0;
        for (String name : List.of("manifest-a", "manifest-b")) {
            log.corrupter().flipBit(name, 20, 0);
            try {
                log.framesInACopy();
            } catch (SkidwayException e) {
                assertThat(e.code()).isIn(JournalError.SEGMENT_MISSING, JournalError.SNAPSHOT_DAMAGED);
                refused++;
            }
            log.corrupter().flipBit(name, 20, 0);
        }

        assertThat(refused).isEqualTo(1);
    }

    @Test
    void erasesTheRemainsOfATornManifestDurably() throws IOException {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        log.kill();
        byte[] newest = log.corrupter().bytes("manifest-a");
        byte[] older = log.corrupter().bytes("manifest-b");
        log.corrupter().flipBit("manifest-b", 20, 0);

        log.open();
        SimulatedDisk found = log.disk().powerCutLosingAll();

        FileCorrupter files = new FileCorrupter(found);
        assertThat(files.bytes("manifest-a")).isEqualTo(newest);
        assertThat(files.bytes("manifest-b")).isEqualTo(new byte[older.length]);
    }

    @Test
    void leavesADamagedManifestAsItIsWhenTheFolderIsRefused() throws IOException {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        String snapshot = snapshotName(log);
        log.kill().corrupter().remove(snapshot);
        log.corrupter().flipBit("manifest-b", 20, 0);
        byte[] damaged = log.corrupter().bytes("manifest-b");

        assertThat(log.refusal().code()).isEqualTo(JournalError.SNAPSHOT_DAMAGED);
        assertThat(log.corrupter().bytes("manifest-b")).isEqualTo(damaged);
    }

    @Test
    void refusesAMissingOrShortSnapshot() throws IOException {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        String name = snapshotName(log);
        log.kill().corrupter().truncate(name, 40);
        assertThat(log.refusal().code()).isEqualTo(JournalError.SNAPSHOT_DAMAGED);

        log.corrupter().remove(name);

        assertThat(log.refusal().code()).isEqualTo(JournalError.SNAPSHOT_DAMAGED);
    }

    @Test
    void refusesToReadADamagedSnapshot() throws IOException {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        String name = snapshotName(log);
        log.kill();
        int bytes = log.corrupter().bytes(name).length;

        for (int at = 0; at < bytes; at++) {
            log.corrupter().flipBit(name, at, at % 8);
            log.open();
            SnapshotInfo latest =
                    Objects.requireNonNull(log.storage().snapshots().latest(0));
            assertThatThrownBy(() -> log.storage().snapshots().read(latest, chunk -> {}))
                    .isInstanceOfSatisfying(
                            SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SNAPSHOT_DAMAGED));
            log.kill().corrupter().flipBit(name, at, at % 8);
        }
    }

    private static String snapshotName(Logbook log) throws IOException {
        return log.disk().list().stream()
                .filter(name -> name.startsWith("snapshot"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesASnapshotThatWasNeverPublishedOrCannotBeRead() {
        Logbook log = new Logbook().blocks(2, 100);
        log.snapshot();
        SnapshotInfo latest = Objects.requireNonNull(log.storage().snapshots().latest(0));
        assertThatThrownBy(() -> log.storage().snapshots().read(new SnapshotInfo(0, 1, 2, 3, 4), chunk -> {}))
                .isInstanceOf(SkidwayException.class);
        log.disk().faults().strikeNext(DiskFault.READ_ERROR);

        assertThatThrownBy(() -> log.storage().snapshots().read(latest, chunk -> {}))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SNAPSHOT_DAMAGED));
    }

    @Test
    void removesSnapshotsThatWereNeverPublished() throws IOException {
        Logbook log = new Logbook().blocks(2, 100).kill();
        log.disk().create("snapshot-00000-0000000000000001-9.snp").close();

        log.open();

        assertThat(log.disk().list()).noneMatch(name -> name.startsWith("snapshot"));
    }

    @Test
    void refusesAnotherSegmentSize() throws IOException {
        Logbook log = new Logbook();
        log.storage().close();

        assertThatThrownBy(() -> Storage.open(log.kill().disk(), CONFIG.withSegmentBytes(128 * 1024), log.time()))
                .isInstanceOfSatisfying(SkidwayException.class, e -> {
                    assertThat(e.code()).isEqualTo(JournalError.SEGMENT_BYTES_CHANGED);
                    assertThat(e.getMessage()).contains("65536", "131072");
                });
    }

    @Test
    void refusesAnotherNumberOfPartitions() throws IOException {
        Logbook log = new Logbook();
        log.storage().close();

        assertThatThrownBy(() -> Storage.open(log.kill().disk(), CONFIG, 3, log.time()))
                .isInstanceOfSatisfying(SkidwayException.class, e -> {
                    assertThat(e.code()).isEqualTo(JournalError.PARTITIONS_CHANGED);
                    assertThat(e.getMessage()).contains("1 partition", "3 are configured");
                });
        log.kill().open();
    }

    @Test
    void changesNothingInAFolderThatItRefuses() throws IOException {
        Logbook log = new Logbook().blocks(40, 8000);
        log.snapshot();
        log.blocks(2, 100).kill();
        String newest = newestManifest(log);
        log.corrupter().flipBit(newest, 20, 0);

        assertThatThrownBy(log::open)
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SEGMENT_MISSING));

        log.kill().corrupter().flipBit(newest, 20, 0);
        log.open();
        assertThat(log.storage().snapshots().latest(0)).isNotNull();
    }

    /** The manifest without which an older one is found; it must be damaged for a start to notice. */
    private static String newestManifest(Logbook log) throws IOException {
        long a = ByteBuffer.wrap(log.corrupter().bytes("manifest-a"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(24);
        long b = ByteBuffer.wrap(log.corrupter().bytes("manifest-b"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(24);
        return a > b ? "manifest-a" : "manifest-b";
    }

    @Test
    void refusesDataWithoutAManifest() throws IOException {
        Logbook log = new Logbook().blocks(1, 100).kill();
        log.corrupter().remove("manifest-a");

        assertThat(log.refusal().code()).isEqualTo(JournalError.MANIFEST_DAMAGED);
    }

    @Test
    void finishesACreationThatACrashInterrupted() throws IOException {
        for (int calls = 1; calls < 40; calls++) {
            SimulatedDisk disk = new SimulatedDisk(new Seed(calls));
            disk.faults().loseThePowerAfter(calls);
            SimulatedDisk found = disk;
            try {
                Storage.open(disk, CONFIG, new ManualTime()).close();
            } catch (PowerLost e) {
                found = disk.powerCut();
            }
            found.faults().clear();
            SimulatedDisk left = found == disk ? disk.kill() : found;

            Storage.open(left, CONFIG, new ManualTime()).close();
        }
    }

    @Test
    void leavesNoGapAmongUnusedSegmentsWhenKilledAndThenCutOff() throws IOException {
        Logbook log = new Logbook().blocks(1, 100).kill();
        String third = "journal-0000000000000003.seg";
        log.disk().create(third).close();
        log.corrupter().replace(third, log.corrupter().bytes(Logbook.SECOND_SEGMENT));
        // A start that was killed right after it had renamed the last one.
        log.disk().rename(third, "spare-00000000000000ff.seg");
        for (int calls = 1; calls < 30; calls++) {
            for (int draw = 0; draw < 20; draw++) {
                SimulatedDisk disk = log.disk().fork();
                disk.faults().loseThePowerAfter(calls);
                Throwable lost = catchThrowable(
                        () -> Storage.open(disk, CONFIG, new ManualTime()).close());
                assertThat(lost == null || lost instanceof PowerLost).isTrue();
                SimulatedDisk cut = disk.powerCutLosingAny();
                cut.faults().clear();

                Storage.open(cut, CONFIG, new ManualTime()).close();
            }
        }
    }

    @Test
    void reportsADiskThatFailsWhileOpening() {
        for (DiskFault fault : List.of(
                DiskFault.READ_ERROR, DiskFault.WRITE_ERROR, DiskFault.FORCE_ERROR, DiskFault.DIRECTORY_FORCE_ERROR)) {
            Logbook log = new Logbook().blocks(1, 100).kill();
            log.disk().faults().strikeNext(fault);

            assertThatThrownBy(log::open)
                    .isInstanceOfSatisfying(
                            SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.OPEN_FAILED));
        }
    }

    @Test
    void saysThatThereIsNoSpaceForANewFolder() {
        SimulatedDisk disk = new SimulatedDisk(new Seed(1));
        disk.capacityBytes(40_000);

        assertThatThrownBy(() -> Storage.open(disk, CONFIG, new ManualTime()))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.NO_SPACE_TO_OPEN));
    }
}
