package dev.skidway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report for scripts. */
final class JsonFile {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonFile() {}

    static void write(Path file, Tool.Report report) {
        try (JsonGenerator out = JSON.createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            out.writeStartObject();
            report.json(out);
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw CliError.unusable("the report " + file + " cannot be written", e);
        }
    }
}
