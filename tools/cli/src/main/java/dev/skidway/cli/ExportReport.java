package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** What was exported. */
record ExportReport(String queue, Path file, long messages, long damaged) implements Tool.Report {

    @Override
    public void text(PrintStream out) {
        out.println(messages + " messages of queue " + queue + " are in " + file);
        if (damaged > 0) {
            out.println(damaged + " of them are DAMAGED: their lines have no body (docs/errors/SK-CLI-002.md)");
        }
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("queue", queue);
        out.writeStringField("file", file.toString());
        out.writeNumberField("messages", messages);
        out.writeNumberField("damaged", damaged);
    }

    @Override
    public ExitStatus status() {
        return damaged == 0 ? ExitStatus.DONE : ExitStatus.DAMAGED_DATA;
    }
}
