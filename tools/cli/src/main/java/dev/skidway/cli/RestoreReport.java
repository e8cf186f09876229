package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What became of a restore.
 *
 * @param reached the moment that the folder shows
 * @param seen what the check of the folder found
 */
record RestoreReport(
        Path backup,
        Path folder,
        BackupManifest.Moment reached,
        BackupManifest manifest,
        Verification seen,
        Duration took)
        implements Tool.Report {

    @Override
    public void text(PrintStream out) {
        new VerifyReport(folder, seen).text(out);
        if (seen.whole()) {
            out.printf(
                    Locale.ROOT,
                    "%s shows %s at position %s; restored and checked in %.1f s%n",
                    folder,
                    backup,
                    reached,
                    took.toMillis() / 1_000.0);
            out.println("Receipt handles and message ids that clients hold are refused by it; leases run on.");
        }
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("backup", backup.toString());
        out.writeStringField("folder", folder.toString());
        out.writeBooleanField("whole", seen.whole());
        out.writeNumberField("position", reached.position());
        out.writeNumberField("time_ms", reached.timeMillis());
        out.writeNumberField("first_position", manifest.first().position());
        out.writeNumberField("last_position", manifest.last().position());
        out.writeNumberField("messages", seen.messages);
        out.writeNumberField("restore_ms", took.toMillis());
        out.writeNumberField("findings_total", seen.findingsTotal());
    }

    @Override
    public ExitStatus status() {
        return seen.whole() ? ExitStatus.DONE : ExitStatus.DAMAGED_DATA;
    }
}
