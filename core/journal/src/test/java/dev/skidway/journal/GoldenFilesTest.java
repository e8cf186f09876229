package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins every byte of the formats: what is written today equals the golden files, and the golden files are understood. */
class GoldenFilesTest {

    private static final String SEGMENT = "journal-0000000000000001.seg";
    private static final String SPILL = "spill-00002-0000000000000001.spl";
    private static final SpillRef SPILLED = new SpillRef(1, 0, 64 + 4, -1124122354);
    private static final String SNAPSHOT = "snapshot-00002-0000000000000001-1.snp";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {SEGMENT, SNAPSHOT, SPILL, "identity", "manifest-a", "manifest-b", "durable"})
    void writesTheGoldenBytes(String name) throws IOException {
        writeFolder();

        byte[] written = Files.readAllBytes(folder.resolve(name));
        if (name.equals(SEGMENT)) {
            written = withoutTrailingZeros(written);
        }

        assertThat(written).isEqualTo(golden(name));
    }

    @Test
    void readsTheGoldenFiles() throws IOException {
        for (String name : List.of(SEGMENT, SNAPSHOT, SPILL, "identity", "manifest-a", "manifest-b", "durable")) {
            byte[] bytes = golden(name);
            boolean padded = name.equals(SEGMENT);
            Files.write(
                    folder.resolve(name),
                    padded ? Arrays.copyOf(bytes, JournalConfig.small().segmentBytes()) : bytes);
        }
        List<String> found = new ArrayList<>();

        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime())) {
            storage.journal()
                    .readFrom(
                            0,
                            (position, header, records) -> found.add(
                                    position + " " + header + " " + StandardCharsets.US_ASCII.decode(records)));
            SnapshotInfo snapshot = Objects.requireNonNull(storage.snapshots().latest(2));
            storage.snapshots().read(snapshot, chunk -> found.add("chunk " + StandardCharsets.US_ASCII.decode(chunk)));
            SpillSpace spill = Objects.requireNonNull(storage.snapshots().spill(2));
            found.add("blob " + StandardCharsets.US_ASCII.decode(spill.read(SPILLED)));
            assertThat(storage.handleKey()).containsOnly(7);
        }

        assertThat(found)
                .containsExactly(
                        "65600 FrameHeader[partition=2, term=1, sequence=1, timestampMillis=1000, recordCount=1] first",
                        "65637 FrameHeader[partition=3, term=1, sequence=1, timestampMillis=1001, recordCount=2] second",
                        "69696 FrameHeader[partition=2, term=1, sequence=2, timestampMillis=1002, recordCount=1] third",
                        "chunk state",
                        "blob cold");
    }

    private void writeFolder() throws IOException {
        FixedTime time = new FixedTime();
        Entropy sevens = bytes -> Arrays.fill(bytes, (byte) 7);
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), time, sevens)) {
            FileJournal journal = storage.journal();
            journal.append(new FrameHeader(2, 1, 1, 1000, 1), ascii("first"));
            journal.append(new FrameHeader(3, 1, 1, 1001, 2), ascii("second"));
            settle(storage);
            SnapshotWriter writer =
                    storage.snapshots().begin(new SnapshotInfo(2, journal.durablePosition(), 1, 1, 1000));
            writer.write(ascii("state"));
            SpillSpace spill = Objects.requireNonNull(storage.snapshots().spill(2));
            assertThat(spill.write("blob", ascii("cold"))).isTrue();
            settle(storage);
            assertThat(spill.poll()).isEqualTo(new SpillResult.Written("blob", SPILLED));
            writer.finish(new long[] {1}, List.of(new SpillExtent(SPILLED.file(), SPILLED.end())));
            journal.append(new FrameHeader(2, 1, 2, 1002, 1), ascii("third"));
            settle(storage);
            time.advanceMillis(JournalConfig.small().durableNoteMillis());
            settle(storage);
        }
    }

    private static void settle(Storage storage) {
        while (storage.journal().step() | storage.housekeeper().step()) {
            assertThat(storage.journal().failure()).isNull();
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden/" + name + ".bin")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** The golden segment ends with its last byte that is not zero. */
    private static byte[] withoutTrailingZeros(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
