package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a job log in Standard Workload Format: one job a line, numbers separated by blanks, comments after a semicolon.
 *
 * <p>Column 2 is the submit time and column 4 the run time, both in seconds, column 12 the user; -1 means unknown.
 */
final class JobLog {

    private static final int SUBMIT_COLUMN = 2;
    private static final int RUN_COLUMN = 4;
    private static final int USER_COLUMN = 12;

    private JobLog() {}

    /** All jobs by submit time; a name ending in {@code .gz} is decompressed. */
    static List<Job> read(Path file) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.US_ASCII))) {
            return parse(reader, file.toString());
        }
    }

    static List<Job> parse(BufferedReader reader, String name) throws IOException {
        List<Job> jobs = new ArrayList<>();
        int lineNumber = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lineNumber++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith(";")) {
                jobs.add(job(text.split("\\s+", -1), name, lineNumber));
            }
        }
        if (jobs.isEmpty()) {
            throw unreadable(name, lineNumber, "at least one job", "none");
        }
        jobs.sort(Comparator.comparingLong(Job::submitSeconds));
        return jobs;
    }

    private static Job job(String[] columns, String name, int lineNumber) {
        if (columns.length < USER_COLUMN) {
            throw unreadable(name, lineNumber, "at least " + USER_COLUMN + " columns", columns.length + "");
        }
        try {
            return new Job(
                    Math.max(0, Long.parseLong(columns[SUBMIT_COLUMN - 1])),
                    Math.max(0, Long.parseLong(columns[RUN_COLUMN - 1])),
                    Integer.parseInt(columns[USER_COLUMN - 1]));
        } catch (NumberFormatException e) {
            throw unreadable(name, lineNumber, "whole numbers", String.join(" ", columns));
        }
    }

    private static SkidwayException unreadable(String name, int lineNumber, String expected, String found) {
        return new SkidwayException(
                LoadError.TRACE_UNREADABLE,
                Severity.REFUSE_START,
                "%s, line %d: expected %s, found %s. The file must be in Standard Workload Format."
                        .formatted(name, lineNumber, expected, found));
    }
}
