package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What became of a backup.
 *
 * @param seen what the check of the copy found
 */
record BackupReport(Path folder, BackupManifest manifest, Verification seen, Duration copying, Duration checking)
        implements Tool.Report {

    @Override
    public void text(PrintStream out) {
        new VerifyReport(folder.resolve(BackupManifest.FILES), seen).text(out);
        if (seen.whole()) {
            out.printf(
                    Locale.ROOT,
                    "%s is a backup of %s: %d files, %d bytes, copied in %.1f s, checked in %.1f s%n",
                    folder,
                    manifest.server(),
                    manifest.files().size(),
                    manifest.bytes(),
                    seconds(copying),
                    seconds(checking));
            out.println("It can be restored to any position from " + manifest.first() + " to " + manifest.last() + ".");
        } else {
            out.println(folder + " is NO backup: what was copied is damaged; it stays there to be looked at.");
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("backup", folder.toString());
        out.writeStringField("server", manifest.server());
        out.writeStringField("made_at", manifest.madeAt().toString());
        out.writeBooleanField("whole", seen.whole());
        out.writeNumberField("files", manifest.files().size());
        out.writeNumberField("bytes", manifest.bytes());
        out.writeNumberField("messages", seen.messages);
        out.writeNumberField("first_position", manifest.first().position());
        out.writeNumberField("first_time_ms", manifest.first().timeMillis());
        out.writeNumberField("last_position", manifest.last().position());
        out.writeNumberField("last_time_ms", manifest.last().timeMillis());
        out.writeNumberField("copy_ms", copying.toMillis());
        out.writeNumberField("check_ms", checking.toMillis());
        out.writeNumberField("findings_total", seen.findingsTotal());
    }

    @Override
    public ExitStatus status() {
        return seen.whole() ? ExitStatus.DONE : ExitStatus.DAMAGED_DATA;
    }
}
