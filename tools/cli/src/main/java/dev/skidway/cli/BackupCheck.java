package dev.skidway.cli;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Checks a whole backup: every byte against its checksums, then what they say as a data folder. */
final class BackupCheck {

    private final Path backup;
    private final Progress progress;

    BackupCheck(Path backup, Progress progress) {
        this.backup = backup;
        this.progress = progress;
    }

    /** Checks everything, and leaves the data alone where the bytes are damaged already. */
    Verification run() {
        Verification seen = new Verification();
        bytes(BackupManifest.read(backup), seen);
        return seen.whole() ? new Verifier(backup.resolve(BackupManifest.FILES), progress).run() : seen;
    }

    /** Compares every chunk with its checksum. */
    void bytes(BackupManifest manifest, Verification seen) {
        progress.begin("bytes   ", manifest.bytes());
        Path files = backup.resolve(BackupManifest.FILES);
        try (ReadOnlyDisk disk = ReadOnlyDisk.open(files, progress::read)) {
            for (BackupManifest.Stored stored : manifest.files()) {
                if (!disk.list().contains(stored.name())) {
                    found(seen, files.resolve(stored.name()) + " is missing");
                } else {
                    check(files, disk, stored, seen);
                }
            }
        } catch (IOException e) {
            throw CliError.unusable("the backup " + backup + " cannot be read", e);
        } finally {
            progress.end();
        }
    }

    private static void check(Path files, Disk disk, BackupManifest.Stored stored, Verification seen)
            throws IOException {
        try (DiskFile file = disk.open(stored.name())) {
            if (file.size() != stored.size()) {
                found(
                        seen,
                        files.resolve(stored.name()) + ": expected " + stored.size() + " bytes, found " + file.size());
                return;
            }
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(BackupManifest.CHUNK_BYTES, stored.size()));
            for (int i = 0; i < stored.crcs().size(); i++) {
                long at = (long) i * BackupManifest.CHUNK_BYTES;
                chunk.clear().limit((int) Math.min(chunk.capacity(), stored.bytes() - at));
                file.read(chunk, at);
                if (FileCopy.crc(chunk.flip()) != stored.crcs().get(i)) {
                    found(
                            seen,
                            files.resolve(stored.name()) + " is not what was written: the " + chunk.limit()
                                    + " bytes at offset " + at + " have another checksum");
                }
            }
        }
    }

    private static void found(Verification seen, String what) {
        seen.found(Finding.of(BackupManifest.damaged(what)));
    }
}
