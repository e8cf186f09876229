package dev.skidway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file {@value #NAME} of a backup, written when everything else is there and was checked: what the backup holds, with checksums, and
 * which moments it can show. Format: {@code docs/formats/backup.md}.
 *
 * @param first the earliest moment that it can be restored to
 * @param last the moment it was taken at
 */
record BackupManifest(Instant madeAt, String server, Moment first, Moment last, List<Stored> files) {

    static final String NAME = "backup.json";
    static final String FILES = "files";
    static final int CHUNK_BYTES = 1 << 20;

    private static final int FORMAT = 1;
    private static final long BYTES_MAX = 256L << 20;
    private static final String NEW = NAME + ".new";
    private static final String CRC = "crc32c";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    /** A border between two frames, and the latest time before it in milliseconds since 1970, 0 if unknown. */
    record Moment(long position, long timeMillis) {

        @Override
        public String toString() {
            return position + (timeMillis == 0 ? "" : " (" + Instant.ofEpochMilli(timeMillis) + ")");
        }
    }

    /**
     * A file in the folder {@value #FILES}.
     *
     * @param bytes that are covered by checksums; from there on it is zeros
     * @param size its length
     * @param crcs CRC-32C of each {@link #CHUNK_BYTES} of them
     */
    record Stored(String name, long bytes, long size, List<Integer> crcs) {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME)) || Files.isDirectory(folder.resolve(FILES));
    }

    long bytes() {
        return files.stream().mapToLong(Stored::bytes).sum();
    }

    /** Writes it so that it is there as a whole or not at all. */
    void write(Disk folder) throws IOException {
        ObjectNode json = json();
        json.put(CRC, HEX.toHexDigits(crc(json)));
        byte[] text =
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        try (DiskFile file = folder.create(NEW)) {
            file.write(ByteBuffer.wrap(text), 0);
            file.startForce();
        }
        folder.rename(NEW, NAME);
        folder.forceDirectory();
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT).put("made_at", madeAt.toString()).put("server", server);
        put(json.putObject("first"), first);
        put(json.putObject("last"), last);
        ArrayNode list = json.putArray("files");
        for (Stored stored : files) {
            ObjectNode file = list.addObject();
            file.put("name", stored.name).put("bytes", stored.bytes).put("size", stored.size);
            ArrayNode crcs = file.putArray(CRC);
            stored.crcs.forEach(crc -> crcs.add(HEX.toHexDigits(crc)));
        }
        return json;
    }

    private static void put(ObjectNode json, Moment moment) {
        json.put("position", moment.position).put("time_ms", moment.timeMillis);
    }

    /** Over the object without spaces and without its own checksum. */
    private static int crc(ObjectNode json) throws IOException {
        ObjectNode without = json.deepCopy();
        without.remove(CRC);
        CRC32C crc = new CRC32C();
        crc.update(JSON.writeValueAsBytes(without));
        return (int) crc.getValue();
    }

    /**
     * Reads the one of a backup.
     *
     * @throws SkidwayException if there is none, or it is not what was written
     */
    static BackupManifest read(Path backup) {
        Path file = backup.resolve(NAME);
        if (!Files.exists(file)) {
            if (Files.isDirectory(backup.resolve(FILES))) {
                throw damaged(backup + " holds no " + NAME + ": that backup was never completed");
            }
            throw new SkidwayException(
                    CliError.NO_DATA, Severity.REFUSE_START, "expected a backup at " + backup + ", found no " + NAME);
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw damaged(file + " is larger than " + BYTES_MAX + " bytes");
            }
            return of(file, JSON.readTree(Files.readAllBytes(file)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw damaged(file + " is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw CliError.unusable(file + " cannot be read", e);
        }
    }

    private static BackupManifest of(Path file, JsonNode read) throws IOException {
        if (!(read instanceof ObjectNode json) || !json.path(CRC).asText().equals(HEX.toHexDigits(crc(json)))) {
            throw damaged(file + " is not what was written: its checksum differs");
        }
        if (json.path("format").asInt() != FORMAT) {
            throw damaged("expected format " + FORMAT + " of " + file + ", found " + json.path("format")
                    + "; it was written by another version of Skidway");
        }
        List<Stored> files = new ArrayList<>();
        for (JsonNode stored : json.path("files")) {
            List<Integer> crcs = new ArrayList<>();
            stored.path(CRC).forEach(crc -> crcs.add(HexFormat.fromHexDigits(crc.asText())));
            files.add(new Stored(
                    stored.path("name").asText(),
                    stored.path("bytes").asLong(),
                    stored.path("size").asLong(),
                    List.copyOf(crcs)));
        }
        return new BackupManifest(
                Instant.parse(json.path("made_at").asText()),
                json.path("server").asText(),
                moment(json.path("first")),
                moment(json.path("last")),
                List.copyOf(files));
    }

    private static Moment moment(JsonNode json) {
        return new Moment(json.path("position").asLong(), json.path("time_ms").asLong());
    }

    static SkidwayException damaged(String what) {
        return new SkidwayException(CliError.BACKUP_DAMAGED, Severity.REFUSE_START, what + "; use another backup");
    }
}
