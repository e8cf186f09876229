package dev.skidway.cli;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.journal.FolderInUseException;
import dev.skidway.journal.FolderShape;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.Storage;
import dev.skidway.queues.QueueDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks a whole data folder without changing it: does what a start does over a disk that keeps writes in memory, then reads what a start
 * leaves alone.
 *
 * <p>A start ends at the first damage it meets, and so does this check as far as the same files are concerned: identity, manifests, log,
 * snapshots. Damage in kept segments, spill files and payloads is counted to the end.
 */
final class Verifier {

    private static final int MIB = 1 << 20;
    private static final int BLOCK_BYTES_MAX = 4 * MIB;
    private static final int FRAME_BYTES_MAX = 2 * MIB + MIB / 4;
    private static final int BLOCK_HEADER_BYTES = 64;

    private final Path folder;
    private final Progress progress;
    private final Verification seen = new Verification();

    Verifier(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Checks everything that can be checked.
     *
     * @throws SkidwayException if there is nothing to check, a process uses the folder, or a file cannot be read
     */
    Verification run() {
        try (ReadOnlyDisk disk = open(folder, progress)) {
            check(disk);
            return seen;
        } catch (FolderInUseException e) {
            throw new SkidwayException(
                    JournalError.FOLDER_IN_USE, Severity.REFUSE_START, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new SkidwayException(
                    CliError.FILE_UNUSABLE, Severity.STOP, "the folder " + folder + " cannot be read: " + e, e);
        } finally {
            progress.end();
        }
    }

    /** Opens a folder that holds data of ours, and keeps servers away from it. */
    static ReadOnlyDisk open(Path folder, Progress progress) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw noData("expected a data folder at " + folder + ", found "
                    + (Files.exists(folder) ? "something else" : "nothing") + " there");
        }
        ReadOnlyDisk disk = ReadOnlyDisk.open(folder, progress::read);
        boolean usable = false;
        try {
            if (disk.list().stream().noneMatch(Verifier::isOurs)) {
                throw noData("expected a data folder at " + folder + ", found no file of ours in it");
            }
            disk.lock();
            usable = true;
            return disk;
        } finally {
            if (!usable) {
                disk.close();
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.equals("identity")
                || name.matches("manifest-[ab]|(journal|spill)-.*\\.(seg|spl)|snapshot-.*\\.snp");
    }

    private static SkidwayException noData(String found) {
        return new SkidwayException(
                CliError.NO_DATA,
                Severity.REFUSE_START,
                found + "; name the folder that the server was given with --data");
    }

    private void check(ReadOnlyDisk disk) throws IOException {
        try {
            progress.begin("log     ", bytesOf(name -> name.startsWith("journal-")));
            FolderShape shape = FolderShape.of(disk);
            Storage storage = Storage.open(disk, config(shape), shape.partitions(), new SystemTime());
            seen.blocks = storage.recovery().blocks();
            seen.frames = storage.recovery().frames();
            seen.tornTail = storage.recovery().tornTail();
            seen.blocks += storage.checkKeptSegments(this::found);
            for (int number = 0; number < shape.partitions(); number++) {
                progress.begin("state   ", bytesOf(name -> !name.startsWith("spare-")));
                QueueDomain domain = state(storage, number, shape.partitions());
                progress.begin("payloads", bytesOf(name -> name.startsWith("journal-")));
                domain.visitPayloads(new PayloadCheck(storage.journal(), seen));
            }
        } catch (SkidwayException e) {
            found(e);
        }
    }

    private QueueDomain state(Storage storage, int number, int partitions) {
        QueueDomain domain = recover(storage, number, partitions);
        seen.snapshots += storage.snapshots().latest(number) == null ? 0 : 1;
        seen.spilledParts += domain.resident().partsAway();
        return domain;
    }

    /** The state of a partition as a start would rebuild it. */
    static QueueDomain recover(Storage storage, int number, int partitions) {
        QueueDomain domain = new QueueDomain(storage.journal()::segmentOf);
        Partition.recover(new PartitionSetup(
                number,
                partitions,
                EngineLimits.DEFAULT,
                ClockLimits.DEFAULT,
                true,
                new SystemTime(),
                storage.journal(),
                storage.snapshots(),
                List.of(domain),
                failure -> {}));
        return domain;
    }

    /** Damage is found and counted; a disk that cannot be read is no finding about the data. */
    private void found(SkidwayException failure) {
        if (ExitStatus.of(failure) != ExitStatus.DAMAGED_DATA) {
            throw failure;
        }
        seen.found(Finding.of(failure));
    }

    /** For a folder of this shape that is only read. */
    static JournalConfig config(FolderShape shape) {
        JournalConfig small = JournalConfig.small();
        int block = Math.min(BLOCK_BYTES_MAX, shape.segmentBytes());
        return new JournalConfig(
                shape.segmentBytes(),
                block,
                Math.min(FRAME_BYTES_MAX, block - BLOCK_HEADER_BYTES),
                small.spareSegments(),
                Long.MAX_VALUE,
                0,
                block,
                small.snapshotBufferBytes(),
                0,
                small.idleSealMillis(),
                small.durableNoteMillis(),
                small.retryMillis());
    }

    private long bytesOf(Predicate<String> names) throws IOException {
        long bytes = 0;
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                bytes += names.test(String.valueOf(file.getFileName())) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }
}
