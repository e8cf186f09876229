package dev.skidway.cli;

import dev.skidway.journal.BackedUpLog;
import dev.skidway.journal.BackupPlan;
import dev.skidway.journal.Disk;
import dev.skidway.journal.LogBorder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a backup of a running server: has the files of a moment held, copies them, checks the copy as {@code verify} does, and only then
 * writes the file that makes it a backup.
 */
final class BackupRun {

    private final BackupServer server;
    private final NewFolder target;
    private final Progress progress;

    BackupRun(BackupServer server, NewFolder target, Progress progress) {
        this.server = server;
        this.target = target;
        this.progress = progress;
    }

    BackupReport run() {
        boolean complete = false;
        try (Disk backup = target.open();
                Disk files = target.open(BackupManifest.FILES)) {
            long startNanos = System.nanoTime();
            BackupServer.Held held = server.begin();
            Instant madeAt = Instant.now();
            List<BackupManifest.Stored> stored = copy(held, files);
            server.end();
            files.forceDirectory();
            Duration copying = Duration.ofNanos(System.nanoTime() - startNanos);
            startNanos = System.nanoTime();
            BackupManifest.Moment end = new BackupManifest.Moment(held.plan().endPosition(), 0);
            BackupManifest manifest = new BackupManifest(madeAt, server.name(), end, end, stored);
            Verification seen = check(manifest);
            if (seen.whole()) {
                manifest = withMoments(manifest);
                manifest.write(backup);
            }
            // Damage that was copied stays to be looked at, but it is no backup.
            complete = true;
            Duration checking = Duration.ofNanos(System.nanoTime() - startNanos);
            return new BackupReport(target.path(), manifest, seen, copying, checking);
        } catch (IOException e) {
            throw CliError.unusable("the backup to " + target.path() + " failed", e);
        } finally {
            progress.end();
            server.close();
            if (!complete) {
                target.remove();
            }
        }
    }

    private List<BackupManifest.Stored> copy(BackupServer.Held held, Disk files) throws IOException {
        BackupPlan plan = held.plan();
        progress.begin(
                "copy    ",
                plan.files().stream().mapToLong(BackupPlan.Part::bytes).sum());
        List<BackupManifest.Stored> stored = new ArrayList<>();
        FileCopy copy = new FileCopy(server::touch);
        for (BackupPlan.Side side : plan.sides()) {
            stored.add(FileCopy.write(files, side.name(), side.content()));
        }
        try (Disk from = ReadOnlyDisk.open(held.folder(), progress::read)) {
            for (BackupPlan.Part part : plan.files()) {
                List<Integer> crcs = copy.copy(from, files, part.name(), part.bytes(), part.size());
                stored.add(new BackupManifest.Stored(part.name(), part.bytes(), part.size(), crcs));
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Files that are gone were let go.
            server.checkHeld();
            throw CliError.unusable(
                    "the server's files in " + held.folder()
                            + " cannot be read; run this on the machine and as the user of the server",
                    e);
        }
        return stored;
    }

    /** The same with the moments that its log holds. */
    private BackupManifest withMoments(BackupManifest manifest) throws IOException {
        progress.begin("log     ", manifest.bytes());
        Path files = target.path().resolve(BackupManifest.FILES);
        try (ReadOnlyDisk disk = ReadOnlyDisk.open(files, progress::read)) {
            BackedUpLog log = BackedUpLog.open(disk);
            if (log.last().position() != manifest.last().position()) {
                throw BackupManifest.damaged("expected the log in " + files + " to end at position "
                        + manifest.last().position() + ", found its end at "
                        + log.last().position());
            }
            return new BackupManifest(
                    manifest.madeAt(), manifest.server(), moment(log.first()), moment(log.last()), manifest.files());
        }
    }

    private static BackupManifest.Moment moment(LogBorder border) {
        return new BackupManifest.Moment(border.position(), border.timestampMillis());
    }

    private Verification check(BackupManifest manifest) {
        Verification seen = new Verification();
        new BackupCheck(target.path(), progress).bytes(manifest, seen);
        return seen.whole() ? new Verifier(target.path().resolve(BackupManifest.FILES), progress).run() : seen;
    }
}
