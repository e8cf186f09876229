package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What became of the lines of a file while they are imported. */
final class ImportReport implements Tool.Report {

    /** A line that was not imported. */
    private record Refused(long line, String why) {}

    private final Path file;
    private final String queueUrl;
    private final long fromLine;
    private final List<Refused> refused = new ArrayList<>();
    private long lines;
    private long imported;
    private long refusedTotal;
    private long unknownFrom;
    private long unknownTo;
    private long nextLine;
    private String stoppedBecause = "";

    ImportReport(Path file, String queueUrl, long fromLine) {
        this.file = file;
        this.queueUrl = queueUrl;
        this.fromLine = fromLine;
    }

    void lines(long count) {
        lines = count;
    }

    void imported(long count) {
        imported += count;
    }

    void refused(long line, String why, int toldMax) {
        refusedTotal++;
        if (refused.size() < toldMax) {
            refused.add(new Refused(line, why));
        }
    }

    /** It is not known whether these lines are in the queue, and nothing behind them was sent. */
    void unknown(long from, long to, String why) {
        unknownFrom = from;
        unknownTo = to;
        stopped(from, why);
    }

    /** Nothing from this line on was sent. */
    void stopped(long line, String why) {
        nextLine = line;
        stoppedBecause = why;
    }

    @Override
    public void text(PrintStream out) {
        for (Refused line : refused) {
            out.println(CliError.IMPORT_INCOMPLETE.code() + ": " + file + ", line " + line.line + " was not imported: "
                    + line.why);
        }
        if (refusedTotal > refused.size()) {
            out.println("... and " + (refusedTotal - refused.size()) + " more");
        }
        out.println(imported + " of " + lines + " messages of " + file + " were sent to " + queueUrl
                + (fromLine > 2 ? ", from line " + fromLine : ""));
        if (nextLine > 0) {
            out.println(
                    CliError.IMPORT_INCOMPLETE.code() + ": stopped before line " + nextLine + ": " + stoppedBecause);
            if (unknownFrom > 0) {
                out.println("Lines " + unknownFrom + " to " + unknownTo
                        + " may be in the queue or not; every line before is as said above, none behind was sent.");
            }
            out.println("Go on with --from-line " + nextLine + ".");
        }
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("file", file.toString());
        out.writeStringField("queue_url", queueUrl);
        out.writeNumberField("messages", lines);
        out.writeNumberField("from_line", fromLine);
        out.writeNumberField("imported", imported);
        out.writeNumberField("refused", refusedTotal);
        out.writeNumberField("unknown_from_line", unknownFrom);
        out.writeNumberField("unknown_to_line", unknownTo);
        out.writeNumberField("next_line", nextLine);
        out.writeStringField("stopped_because", stoppedBecause);
    }

    @Override
    public ExitStatus status() {
        return refusedTotal == 0 && nextLine == 0 ? ExitStatus.DONE : ExitStatus.FATAL_IO;
    }
}
