package dev.skidway.cli;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackedUpLog;
import dev.skidway.journal.Disk;
import dev.skidway.journal.Entropy;
import dev.skidway.journal.LogBorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a data folder of a backup, up to one of its moments, and checks it. */
final class RestoreRun {

    private final Path backup;
    private final NewFolder target;
    private final Progress progress;
    private final Wanted wanted;

    /** Up to where: a position, a time, or the end if neither is given. */
    record Wanted(@Nullable Long position, @Nullable Instant time) {}

    RestoreRun(Path backup, NewFolder target, Wanted wanted, Progress progress) {
        this.backup = backup;
        this.target = target;
        this.wanted = wanted;
        this.progress = progress;
    }

    RestoreReport run() {
        BackupManifest manifest = BackupManifest.read(backup);
        checkRange(manifest);
        checkBytes(manifest);
        long startNanos = System.nanoTime();
        boolean complete = false;
        try (ReadOnlyDisk files = ReadOnlyDisk.open(backup.resolve(BackupManifest.FILES), progress::read)) {
            progress.begin("log     ", manifest.bytes());
            BackedUpLog log = BackedUpLog.open(files);
            LogBorder border = border(manifest, log);
            write(manifest, files, log, border);
            Verification seen = new Verifier(target.path(), progress).run();
            // A folder in which something is wrong stays to be looked at, and the status says so.
            complete = true;
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            return new RestoreReport(
                    backup,
                    target.path(),
                    new BackupManifest.Moment(border.position(), border.timestampMillis()),
                    manifest,
                    seen,
                    took);
        } catch (IOException e) {
            throw CliError.unusable("the backup " + backup + " cannot be restored to " + target.path(), e);
        } finally {
            progress.end();
            if (!complete) {
                target.remove();
            }
        }
    }

    private void checkRange(BackupManifest manifest) {
        Long position = wanted.position();
        if (position != null
                && (position < manifest.first().position()
                        || position > manifest.last().position())) {
            throw outOfRange("position " + position, manifest);
        }
        Instant time = wanted.time();
        if (time != null && (time.toEpochMilli() < manifest.first().timeMillis() || time.isAfter(manifest.madeAt()))) {
            throw outOfRange("time " + time, manifest);
        }
    }

    private SkidwayException outOfRange(String what, BackupManifest manifest) {
        return new SkidwayException(
                CliError.OUT_OF_RANGE,
                Severity.REFUSE_START,
                "expected a moment that " + backup + " holds, positions " + manifest.first() + " to " + manifest.last()
                        + ", taken at " + manifest.madeAt() + "; found " + what);
    }

    private void checkBytes(BackupManifest manifest) {
        Verification seen = new Verification();
        new BackupCheck(backup, progress).bytes(manifest, seen);
        if (!seen.whole()) {
            throw new SkidwayException(
                    CliError.BACKUP_DAMAGED,
                    Severity.REFUSE_START,
                    seen.findings().getFirst().text()
                            + (seen.findingsTotal() > 1 ? "; " + (seen.findingsTotal() - 1) + " more found" : ""));
        }
    }

    private LogBorder border(BackupManifest manifest, BackedUpLog log) throws IOException {
        Long position = wanted.position();
        Instant time = wanted.time();
        LogBorder border = log.find(
                position == null ? Long.MAX_VALUE : position, time == null ? Long.MAX_VALUE : time.toEpochMilli());
        if (log.last().position() != manifest.last().position()) {
            throw BackupManifest.damaged("expected the log in " + backup + " to end at position "
                    + manifest.last().position() + ", found its end at "
                    + log.last().position());
        }
        return border;
    }

    private void write(BackupManifest manifest, Disk files, BackedUpLog log, LogBorder border) throws IOException {
        progress.begin("copy    ", manifest.bytes());
        try (Disk folder = target.open()) {
            folder.lock();
            FileCopy copy = new FileCopy(() -> {});
            for (BackupManifest.Stored stored : manifest.files()) {
                long bytes = Math.min(stored.bytes(), log.bytesOf(stored.name(), stored.size(), border));
                if (bytes >= 0 && !log.writes(stored.name())) {
                    copy.copy(files, folder, stored.name(), bytes, bytes < stored.bytes() ? bytes : stored.size());
                }
            }
            log.finish(folder, border, Entropy.system());
        }
    }
}
