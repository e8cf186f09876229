package dev.skidway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackedUpLog;
import dev.skidway.journal.HoldLimits;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.RealDisk;
import dev.skidway.testkit.FileCorrupter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server that lives on meanwhile, and the folders made of them. */
class BackupTest {

    private static final HoldLimits LIMITS = new HoldLimits(60_000, 1L << 30);
    private static final int PAGE_BYTES = 4_096;

    @TempDir
    Path temp;

    private Path data;
    private Path backup;
    private Path restored;
    private Life life;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void begin() throws IOException {
        data = temp.resolve("data");
        backup = temp.resolve("backup");
        restored = temp.resolve("restored");
        life = new Life(data);
        life.begin();
    }

    @AfterEach
    void end() throws IOException {
        life.close();
    }

    private BackupReport take() {
        return take(() -> {}, LIMITS, RealDisk::open);
    }

    private BackupReport take(Runnable meanwhile, HoldLimits limits, NewFolder.Opener opener) {
        return new BackupRun(new LifeServer(life, data, limits, meanwhile), new NewFolder(backup, opener), silent())
                .run();
    }

    private static Progress silent() {
        return new Progress(System.err, false);
    }

    private RestoreReport restore(Path to, @Nullable Long position, @Nullable Instant time) {
        return new RestoreRun(
                        backup, new NewFolder(to, RealDisk::open), new RestoreRun.Wanted(position, time), silent())
                .run();
    }

    private int restoreCommand(String... more) {
        String[] arguments = new String[more.length + 3];
        System.arraycopy(new String[] {backup.toString(), "--data", restored.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return RestoreMain.execute(new PrintStream(out, true), new PrintStream(err, true), arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private FileCorrupter corrupter() throws IOException {
        return new FileCorrupter(RealDisk.open(backup.resolve(BackupManifest.FILES)));
    }

    private long hashOf(Path folder) throws IOException {
        try (Life second = new Life(folder)) {
            return second.hash();
        }
    }

    @Test
    void showsTheMomentItWasTakenAtWhateverTheServerDidMeanwhile() throws IOException {
        long hash = life.hash();
        int[] beats = {0};

        BackupReport report = take(
                () -> {
                    life.consume(1);
                    if (beats[0]++ % 8 == 0) {
                        life.send(2, 2);
                        life.snapshot();
                    }
                },
                LIMITS,
                RealDisk::open);

        assertThat(report.seen().findings()).isEmpty();
        assertThat(beats[0]).isGreaterThan(10);
        assertThat(report.seen().messages).isEqualTo(160);
        assertThat(report.seen().spilledParts).isPositive();
        assertThat(life.hash()).isNotEqualTo(hash);
        assertThat(life.storage().held()).isFalse();
        assertThat(restore(restored, null, null).seen().findings()).isEmpty();
        assertThat(hashOf(restored)).isEqualTo(hash);
    }

    @Test
    void restoresEveryMomentBehindItsSnapshot() throws IOException {
        Map<Long, Long> hashes = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            hashes.put(life.storage().journal().durablePosition(), life.hash());
            life.sendOne("key " + i % 2);
            life.consume(1);
        }
        BackupManifest.Moment first = take().manifest().first();
        // Housekeeping may have begun a snapshot of its own meanwhile.
        hashes.keySet().removeIf(position -> position < first.position());
        int restores = 0;

        for (Map.Entry<Long, Long> moment : hashes.entrySet()) {
            Path to = temp.resolve("restored-" + restores++);

            RestoreReport made = restore(to, moment.getKey() + 7, null);

            assertThat(made.seen().findings()).isEmpty();
            assertThat(made.reached().position()).isEqualTo(moment.getKey());
            assertThat(hashOf(to)).isEqualTo(moment.getValue());
            // By time: the same moment, or a later one of the same millisecond.
            Path byTime = temp.resolve("by-time-" + restores);
            RestoreReport timed =
                    restore(byTime, null, Instant.ofEpochMilli(made.reached().timeMillis()));
            assertThat(timed.reached().timeMillis()).isEqualTo(made.reached().timeMillis());
            assertThat(timed.reached().position()).isGreaterThanOrEqualTo(moment.getKey());
        }
        assertThat(restores).isGreaterThan(2);
    }

    @Test
    void whatWasRestoredLivesOn() throws IOException {
        take();
        restore(restored, null, null);
        long hash;
        try (Life second = new Life(restored)) {
            second.send(40, 3);
            second.snapshot();
            second.consume(30);
            hash = second.hash();
        }

        assertThat(hashOf(restored)).isEqualTo(hash);
        assertThat(VerifyMain.execute(new PrintStream(out, true), new PrintStream(err, true), restored.toString()))
                .as(said())
                .isZero();
    }

    @Test
    void holdsNoSecretAndGivesARestoredFolderANewOne() throws IOException {
        take();
        restore(restored, null, null);

        byte[] own = Files.readAllBytes(data.resolve("identity"));
        byte[] copied = Files.readAllBytes(backup.resolve("files/identity"));
        byte[] fresh = Files.readAllBytes(restored.resolve("identity"));
        assertThat(copied).endsWith(new byte[32]);
        assertThat(fresh).isNotEqualTo(own).isNotEqualTo(copied).hasSameSizeAs(own);
    }

    @Test
    void leavesNothingWhenTheTargetIsFull() {
        for (long room : List.of(0L, 1_000L, 100_000L, 600_000L)) {
            assertThatThrownBy(() -> take(() -> {}, LIMITS, FullDisk.withRoomFor(room)))
                    .isInstanceOfSatisfying(SkidwayException.class, e -> {
                        assertThat(e.code()).isEqualTo(CliError.FILE_UNUSABLE);
                        assertThat(ExitStatus.of(e)).isEqualTo(ExitStatus.FATAL_IO);
                        assertThat(e.text()).contains("disk is full");
                    });
            assertThat(backup).doesNotExist();
            assertThat(life.storage().held()).isFalse();
        }
        assertThat(take().seen().findings()).isEmpty();
    }

    @Test
    void leavesNothingWhenTheServerLetsGo() {
        assertThatThrownBy(() -> take(
                        () -> {
                            life.consume(15);
                            life.send(10, 2);
                            life.snapshot();
                        },
                        new HoldLimits(60_000, 100_000),
                        RealDisk::open))
                .isInstanceOfSatisfying(SkidwayException.class, e -> {
                    assertThat(e.code()).isEqualTo(JournalError.BACKUP_LOST);
                    assertThat(ExitStatus.of(e)).isEqualTo(ExitStatus.FATAL_IO);
                    assertThat(e.text()).contains("held-bytes-max");
                });
        assertThat(backup).doesNotExist();
    }

    @Test
    void isNoBackupWhenTheServersDataIsDamaged() throws IOException {
        new FileCorrupter(RealDisk.open(data)).flipBit("journal-0000000000000001.seg", PAGE_BYTES + 80, 2);

        BackupReport report = take();

        assertThat(report.status()).isEqualTo(ExitStatus.DAMAGED_DATA);
        assertThat(report.seen().findings().getFirst().text()).contains("journal-0000000000000001.seg", "offset");
        assertThat(restoreCommand()).as(said()).isEqualTo(3);
        assertThat(said()).contains("SK-CLI-005", "never completed");
        assertThat(restored).doesNotExist();
    }

    @Test
    void everyFileOfABackupThatIsDamagedIsNamedAndRefused() throws IOException {
        BackupReport report = take();
        for (BackupManifest.Stored stored : report.manifest().files()) {
            out.reset();
            err.reset();
            corrupter().flipBit(stored.name(), (int) (stored.bytes() / 2), 3);

            assertThat(restoreCommand()).as(stored.name()).isEqualTo(3);

            assertThat(said()).contains("SK-CLI-005", stored.name(), "at offset 0");
            assertThat(restored).doesNotExist();
            assertThat(VerifyMain.execute(new PrintStream(out, true), new PrintStream(err, true), backup.toString()))
                    .isEqualTo(3);
            corrupter().flipBit(stored.name(), (int) (stored.bytes() / 2), 3);
        }
        assertThat(report.manifest().files()).hasSizeGreaterThan(8);
        assertThat(restoreCommand()).as(said()).isZero();
    }

    @Test
    void aFileOfABackupThatIsMissingOrShortIsNamedAndRefused() throws IOException {
        String name = take().manifest().files().getLast().name();
        byte[] bytes = corrupter().bytes(name);
        corrupter().truncate(name, bytes.length - 1);
        assertThat(restoreCommand()).isEqualTo(3);
        corrupter().remove(name);
        assertThat(restoreCommand()).isEqualTo(3);

        assertThat(said()).contains(name, "found " + (bytes.length - 1), "is missing");
    }

    @Test
    void aDamagedListOfFilesIsRefused() throws IOException {
        take();
        Path list = backup.resolve(BackupManifest.NAME);
        String text = Files.readString(list);
        for (String damaged : List.of(
                text.replaceFirst("\"size\" : ", "\"size\" : 1"),
                text.replaceFirst("\"time_ms\"", "\"time_mz\""),
                text.substring(0, text.length() / 2),
                "[]",
                "")) {
            Files.writeString(list, damaged);

            assertThat(restoreCommand()).isEqualTo(3);
        }
        assertThat(said()).contains("SK-CLI-005", list.toString(), "checksum differs", "no JSON");
        Files.writeString(list, text.replace("\n", "\n "));
        assertThat(restoreCommand()).as(said()).isZero();
    }

    @Test
    void refusesMomentsThatItDoesNotHold() {
        BackupManifest manifest = take().manifest();
        for (String[] wanted : List.of(
                new String[] {"--position", "" + (manifest.first().position() - 1)},
                new String[] {"--position", "" + (manifest.last().position() + 1)},
                new String[] {"--time", "" + (manifest.first().timeMillis() - 1)},
                new String[] {"--time", "9999-01-01T00:00:00Z"})) {
            assertThat(restoreCommand(wanted)).isEqualTo(2);
            assertThat(restored).doesNotExist();
        }

        assertThat(said())
                .contains(
                        "SK-CLI-007",
                        manifest.first().toString(),
                        manifest.last().toString());
        assertThat(restoreCommand("--time", "yesterday")).isEqualTo(2);
        assertThat(restoreCommand("--position", "1", "--time", "1")).isEqualTo(2);
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws IOException {
        take();
        Files.createDirectory(restored);
        Path notes = Files.writeString(restored.resolve("notes.txt"), "x");

        assertThat(restoreCommand()).isEqualTo(2);

        assertThat(said()).contains("SK-CLI-006", restored.toString());
        assertThat(restored).isDirectoryContaining(file -> file.equals(notes));
        Files.delete(notes);
        assertThat(restoreCommand()).as(said()).isZero();
        assertThatThrownBy(this::take).hasMessageContaining("SK-CLI-006");
    }

    @Test
    void saysThatThereIsNoBackup() {
        assertThat(restoreCommand()).isEqualTo(2);

        assertThat(said()).contains("SK-CLI-001", backup.toString());
    }

    @Test
    void leavesNothingOfARestoreThatFails() throws IOException {
        take();
        Path empty = Files.createDirectory(temp.resolve("empty"));
        for (Path to : List.of(restored, empty)) {
            RestoreRun run = new RestoreRun(
                    backup,
                    new NewFolder(to, FullDisk.withRoomFor(300_000)),
                    new RestoreRun.Wanted(null, null),
                    silent());

            assertThatThrownBy(run::run).hasMessageContaining("disk is full");
        }
        assertThat(restored).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void tellsScriptsWhatItDid() throws IOException {
        BackupReport report = take();
        Path json = temp.resolve("report.json");
        JsonFile.write(json, report);
        assertThat(Files.readString(json))
                .contains("\"messages\" : 160", "\"whole\" : true", "\"last_position\"", "\"copy_ms\"");
        report.text(new PrintStream(out, true));
        assertThat(said())
                .contains(
                        "is a backup of a server under test",
                        "from " + report.manifest().first());

        assertThat(restoreCommand("--json", json.toString(), "--progress")).isZero();

        assertThat(Files.readString(json))
                .contains(
                        "\"messages\" : 160",
                        "\"position\" : " + report.manifest().last().position());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("copy     [", "payloads [", " 0 %");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("at position").doesNotContain("[#");
    }

    @Test
    void itsLogCanBeReadAsItWasTaken() throws IOException {
        BackupReport report = take();
        try (ReadOnlyDisk files = ReadOnlyDisk.open(backup.resolve(BackupManifest.FILES), read -> {})) {
            assertThat(BackedUpLog.open(files).last().position())
                    .isEqualTo(report.manifest().last().position());
        }
    }
}
