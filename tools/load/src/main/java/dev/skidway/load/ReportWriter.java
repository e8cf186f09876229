package dev.skidway.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a report's keys as JSON for scripts and as aligned lines for people. */
final class ReportWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private ReportWriter() {}

    /** Writes the keys in their order; creates the folders the file needs. */
    static void json(Map<String, @Nullable Object> keys, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (JsonGenerator out = JSON.createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            object(out, keys);
            out.writeRaw('\n');
        }
    }

    /** One aligned line a key. */
    static void text(Map<String, @Nullable Object> keys, PrintStream out) {
        keys.forEach((key, value) -> out.printf(Locale.ROOT, "%-26s %s%n", key, inWords(value)));
    }

    private static void object(JsonGenerator out, Map<?, ?> keys) throws IOException {
        out.writeStartObject();
        for (var entry : keys.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            value(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> keys -> object(out, keys);
            case Double number -> out.writeNumber(rounded(number));
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            default -> out.writeString(value.toString());
        }
    }

    private static String inWords(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Map<?, ?> keys -> {
                StringBuilder line = new StringBuilder();
                keys.forEach((key, inner) -> line.append(line.isEmpty() ? "" : "  ")
                        .append(key)
                        .append('=')
                        .append(inWords(inner)));
                yield line.toString();
            }
            case Double number -> Double.toString(rounded(number));
            default -> value.toString();
        };
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
