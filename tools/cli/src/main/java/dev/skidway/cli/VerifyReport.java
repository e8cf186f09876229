package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Says what a check has seen, in words for people and as JSON for scripts. */
final class VerifyReport implements Tool.Report {

    private final Path folder;
    private final Verification seen;

    VerifyReport(Path folder, Verification seen) {
        this.folder = folder;
        this.seen = seen;
    }

    @Override
    public void text(PrintStream out) {
        for (Finding finding : seen.findings()) {
            out.println(finding.code() + ": " + finding.text());
        }
        long more = seen.findingsTotal() - seen.findings().size();
        if (more > 0) {
            out.println("... and " + more + " more");
        }
        out.printf(
                Locale.ROOT,
                "checked: %d blocks, %d frames of the log to replay, %d snapshots, %d spilled parts, %d live messages of %d bytes%n",
                seen.blocks,
                seen.frames,
                seen.snapshots,
                seen.spilledParts,
                seen.messages,
                seen.payloadBytes);
        if (seen.tornTail) {
            out.println(
                    "Behind the end of the log lies the rest of a block that was never answered for; a start drops it.");
        }
        if (seen.whole()) {
            out.println(
                    folder + " is whole. What no check can see: damage to the very last block before an unclean stop"
                            + " (docs/operations/damage.md).");
        } else {
            out.println(folder + " is DAMAGED: " + seen.findingsTotal()
                    + " found. Change nothing in it; what to do: docs/operations/damage.md");
        }
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("folder", folder.toString());
        out.writeBooleanField("whole", seen.whole());
        out.writeNumberField("blocks", seen.blocks);
        out.writeNumberField("frames", seen.frames);
        out.writeBooleanField("torn_tail", seen.tornTail);
        out.writeNumberField("snapshots", seen.snapshots);
        out.writeNumberField("spilled_parts", seen.spilledParts);
        out.writeNumberField("messages", seen.messages);
        out.writeNumberField("payload_bytes", seen.payloadBytes);
        out.writeNumberField("findings_total", seen.findingsTotal());
        out.writeArrayFieldStart("findings");
        for (Finding finding : seen.findings()) {
            out.writeStartObject();
            out.writeStringField("code", finding.code());
            out.writeStringField("text", finding.text());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @Override
    public ExitStatus status() {
        return seen.whole() ? ExitStatus.DONE : ExitStatus.DAMAGED_DATA;
    }
}
