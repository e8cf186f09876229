package dev.skidway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends the messages of a file to a queue, in its order, one batch after the other; tells line by line what became of them when it cannot go on.
 *
 * <p>The whole file is checked before the first message is sent.
 */
final class ImportRun {

    /** Lines that are told of one by one. */
    private static final int REFUSED_TOLD_MAX = 100;

    private static final long HASH_SEED = 0x9E37_79B9_7F4A_7C15L;

    private final SqsQueue queue;
    private final boolean fifo;
    private final Path file;
    private final long fromLine;
    private final Progress progress;
    private final ImportReport report;
    /** Hashes of the deduplication ids so far: one that comes again must not be taken for a repetition. */
    private final Set<Long> deduplicationIds = new HashSet<>();

    ImportRun(SqsQueue queue, boolean fifo, Path file, long fromLine, Progress progress) {
        this.queue = queue;
        this.fifo = fifo;
        this.file = file;
        this.fromLine = fromLine;
        this.progress = progress;
        this.report = new ImportReport(file, queue.url(), fromLine);
    }

    Tool.Report run() {
        try {
            progress.begin("check   ", Files.size(file));
            check();
            queue.check();
            progress.begin("import  ", Files.size(file));
            send();
            return report;
        } catch (IOException e) {
            throw CliError.unusable("the file " + file + " cannot be read", e);
        } finally {
            progress.end();
            queue.close();
        }
    }

    private void check() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            ObjectNode head = first == null ? null : MessageLine.read(first);
            if (head == null || head.path("skidway_export").asInt() != MessageLine.FORMAT) {
                throw damaged(1, "expected the head of an export of format " + MessageLine.FORMAT);
            }
            long number = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                progress.read(text.length());
                ObjectNode line = MessageLine.read(text);
                if (line == null) {
                    throw damaged(number, "expected a JSON object");
                }
                if (line.path("end").asBoolean()) {
                    if (line.path("messages").asLong() != number - 2) {
                        throw damaged(
                                number,
                                "expected " + line.path("messages") + " messages before it, found " + (number - 2));
                    }
                    report.lines(number - 2);
                    return;
                }
            }
            throw damaged(number, "expected a line that says it is the end");
        }
    }

    private SkidwayException damaged(long line, String what) {
        return new SkidwayException(
                CliError.EXPORT_DAMAGED,
                Severity.REFUSE_START,
                file + ", line " + line + ": " + what + "; nothing was imported");
    }

    private void send() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.readLine();
            long number = 1;
            SqsBatch batch = newBatch();
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                progress.read(text.length());
                ObjectNode line = MessageLine.read(text);
                if (line == null || line.path("end").asBoolean()) {
                    break;
                }
                String suffix = suffix(number, line);
                if (number < fromLine) {
                    continue;
                }
                String flaw = SqsBatch.flaw(line);
                if (flaw != null) {
                    report.refused(number, flaw, REFUSED_TOLD_MAX);
                    continue;
                }
                if (!batch.fits(text.length())) {
                    if (!send(batch)) {
                        return;
                    }
                    batch = newBatch();
                }
                batch.add(number, line, text.length(), suffix);
            }
            if (batch.size() > 0) {
                send(batch);
            }
        }
    }

    private SqsBatch newBatch() {
        return new SqsBatch(queue.url(), fifo, System.currentTimeMillis());
    }

    /** Nothing, unless its deduplication id stood in an earlier line. */
    private String suffix(long number, ObjectNode line) {
        String id = line.path("deduplication_id").asText("");
        if (!fifo || id.isEmpty()) {
            return "";
        }
        long hash = HASH_SEED;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * HASH_SEED;
            hash ^= hash >>> 29;
        }
        return deduplicationIds.add(hash) ? "" : "-line-" + number;
    }

    /** Sends a batch and notes what became of each line; false if it makes no sense to go on. */
    private boolean send(SqsBatch batch) {
        JsonNode answer;
        try {
            answer = queue.send(batch.bytes());
        } catch (IOException e) {
            report.unknown(batch.firstLine(), batch.lastLine(), "no answer came: " + e);
            return false;
        } catch (SkidwayException e) {
            report.stopped(batch.firstLine(), e.text());
            return false;
        }
        report.imported(answer.path("Successful").size());
        boolean goOn = true;
        for (JsonNode failed : answer.path("Failed")) {
            long line = Long.parseLong(failed.path("Id").asText().substring(SqsBatch.ID_PREFIX.length()));
            report.refused(
                    line,
                    failed.path("Code").asText() + ": " + failed.path("Message").asText(),
                    REFUSED_TOLD_MAX);
            // On a FIFO queue what comes behind must not overtake it.
            goOn &= !fifo;
        }
        if (!goOn) {
            report.stopped(
                    batch.lastLine() + 1,
                    "a message of a FIFO queue was refused; decide about it before those behind it follow");
        }
        return goOn;
    }
}
