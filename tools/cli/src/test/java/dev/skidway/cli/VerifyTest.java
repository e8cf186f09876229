package dev.skidway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.journal.RealDisk;
import dev.skidway.testkit.FileCorrupter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command from the outside: a whole folder, every kind of damage, and folders of which nothing can be said. */
class VerifyTest {

    private static final int PAGE_BYTES = 4_096;
    private static final String FIRST_SEGMENT = "journal-0000000000000001.seg";

    @TempDir
    Path temp;

    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void fill() throws IOException {
        folder = temp.resolve("data");
        Life.fill(folder);
    }

    private int verify(String... arguments) {
        return VerifyMain.execute(new PrintStream(out, true), new PrintStream(err, true), arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private FileCorrupter corrupter() throws IOException {
        return new FileCorrupter(RealDisk.open(folder));
    }

    private List<String> names(String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private void isDamaged(String... named) {
        int status = verify(folder.toString());

        assertThat(status).as(said()).isEqualTo(3);
        assertThat(said()).contains(named).contains("is DAMAGED", "backup");
    }

    private Map<String, List<Object>> everything() throws IOException {
        Map<String, List<Object>> everything = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                everything.put(
                        file.getFileName().toString(),
                        List.of(Files.getLastModifiedTime(file), Arrays.hashCode(Files.readAllBytes(file))));
            }
        }
        return everything;
    }

    @Test
    void findsAWholeFolderWholeAndChangesNothing() throws IOException {
        var before = everything();
        Path json = temp.resolve("report.json");

        int status = verify(folder.toString(), "--json", json.toString());

        assertThat(status).as(said()).isZero();
        assertThat(said()).contains("1 snapshots", "160 live messages", "is whole", "no check can see");
        assertThat(said()).doesNotContain(" 0 spilled parts");
        assertThat(Files.readString(json)).contains("\"whole\" : true", "\"messages\" : 160", "\"findings_total\" : 0");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void changesNothingInADamagedFolder() throws IOException {
        corrupter().flipBit(FIRST_SEGMENT, 100, 3);
        var before = everything();
        Path json = temp.resolve("report.json");

        int status = verify(folder.toString(), "--json", json.toString());

        assertThat(status).isEqualTo(3);
        assertThat(everything()).isEqualTo(before);
        assertThat(Files.readString(json)).contains("\"whole\" : false", "\"code\" : \"SK-JRN-002\"", FIRST_SEGMENT);
    }

    @Test
    void namesADamagedIdentity() throws IOException {
        corrupter().flipBit("identity", 20, 1);

        isDamaged("SK-JRN-006", "'identity'");
    }

    @Test
    void namesManifestsThatAreBothDamaged() throws IOException {
        corrupter().flipBit("manifest-a", 20, 1);
        corrupter().flipBit("manifest-b", 20, 1);

        isDamaged("SK-JRN-007", "'manifest-a'");
    }

    @Test
    void namesTheBlockOfTheLogThatIsDamaged() throws IOException {
        String last = "";
        for (String segment : names("journal-")) {
            last = corrupter().bytes(segment)[2 * PAGE_BYTES] == 0 ? last : segment;
        }
        corrupter().flipBit(last, PAGE_BYTES + 80, 1);

        isDamaged("SK-JRN-002", last, "offset " + PAGE_BYTES, "stands behind it");
    }

    @Test
    void namesTheBlockOfAKeptSegmentThatIsDamaged() throws IOException {
        corrupter().flipBit(FIRST_SEGMENT, 2 * PAGE_BYTES + 40, 1);

        isDamaged("SK-JRN-002", FIRST_SEGMENT, "offset " + 2 * PAGE_BYTES);
    }

    @Test
    void noticesTheLastBlockOfAKeptSegment() throws IOException {
        byte[] bytes = corrupter().bytes(FIRST_SEGMENT);
        int last = bytes.length - PAGE_BYTES;
        while (bytes[last] == 0) {
            last -= PAGE_BYTES;
        }
        corrupter().zero(FIRST_SEGMENT, last, PAGE_BYTES);

        isDamaged("SK-JRN-002", FIRST_SEGMENT, "offset " + last, "follows in");
    }

    @Test
    void namesAKeptSegmentWithoutAnyBlock() throws IOException {
        corrupter().zero(FIRST_SEGMENT, 0, 16 * PAGE_BYTES);

        isDamaged("SK-JRN-002", FIRST_SEGMENT, "offset 0", "live messages lie");
    }

    @Test
    void namesTheQueueAndPlaceOfADamagedPayload() throws IOException {
        String content = new String(corrupter().bytes(FIRST_SEGMENT), StandardCharsets.ISO_8859_1);
        int at = content.indexOf(Life.BODY);
        corrupter().flipBit(FIRST_SEGMENT, at, 2);

        isDamaged("SK-CLI-002", FIRST_SEGMENT, "" + (at - 4), "queue orders");
    }

    @Test
    void tellsOfTheFirstHundredAndCountsTheRest() throws IOException {
        FileCorrupter corrupter = corrupter();
        for (int sequence = 1; sequence <= 8; sequence++) {
            String segment = "journal-000000000000000" + sequence + ".seg";
            String content = new String(corrupter.bytes(segment), StandardCharsets.ISO_8859_1);
            for (int at = content.indexOf(Life.BODY); at >= 0; at = content.indexOf(Life.BODY, at + 1)) {
                corrupter.flipBit(segment, at, 2);
            }
        }

        isDamaged("SK-CLI-002", " more\n");
        assertThat(said().lines().filter(line -> line.startsWith("SK-"))).hasSize(Verification.FINDINGS_MAX);
    }

    @Test
    void namesADamagedSnapshot() throws IOException {
        String snapshot = names("snapshot-").getLast();
        corrupter().flipBit(snapshot, 70, 1);

        isDamaged("SK-JRN-008", snapshot, "offset 0");
    }

    @Test
    void namesADamagedSpillFileAndGoesOn() throws IOException {
        for (String spill : names("spill-")) {
            corrupter().zero(spill, 0, corrupter().bytes(spill).length);
        }

        isDamaged("SK-JRN-018", "spill-00000-", "at offset", "messages of queue orders", "checked:");
    }

    @Test
    void namesFilesThatAreGone() throws IOException {
        for (String name : List.of(FIRST_SEGMENT, names("snapshot-").getLast())) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            Files.delete(folder.resolve(name));

            isDamaged(name, "missing");
            Files.write(folder.resolve(name), bytes);
        }
        for (String name : names("spill-")) {
            Files.delete(folder.resolve(name));
        }
        isDamaged("SK-JRN-018", "spill-00000-", "missing");
    }

    @Test
    void namesASegmentThatIsTooShort() throws IOException {
        corrupter().truncate(FIRST_SEGMENT, 5 * PAGE_BYTES);

        isDamaged("SK-JRN-004", FIRST_SEGMENT);
    }

    @Test
    void refusesTheFolderOfARunningServer() throws IOException {
        try (Life life = new Life(folder)) {
            assertThat(life).isNotNull();

            assertThat(verify(folder.toString())).isEqualTo(5);
        }
        assertThat(said()).contains("SK-JRN-011", "running server", "docs/errors/SK-JRN-011.md");
    }

    @Test
    void saysThatThereIsNoData() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Path foreign = Files.createDirectory(temp.resolve("foreign"));
        Path file = Files.writeString(foreign.resolve("notes.txt"), "x");

        for (Path path : List.of(temp.resolve("missing"), empty, foreign, file)) {
            err.reset();

            assertThat(verify(path.toString())).as(path.toString()).isEqualTo(2);
            assertThat(said()).contains("SK-CLI-001", path.toString(), "--data").doesNotContain("whole");
        }
        assertThat(temp.resolve("missing")).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void saysNothingOfDataThatItCannotRead() throws IOException {
        Path lock = folder.resolve("lock");
        Files.delete(lock);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(lock));

            assertThat(verify(folder.toString())).as(said()).isEqualTo(4);
        }
        assertThat(said()).contains("SK-CLI-003").doesNotContain("whole", "DAMAGED");
    }

    @Test
    void failsWhenTheReportCannotBeWritten() {
        int status = verify(
                folder.toString(), "--json", temp.resolve("no/such/report.json").toString());

        assertThat(status).isEqualTo(4);
        assertThat(said()).contains("SK-CLI-003", "report.json");
    }

    @Test
    void refusesArgumentsItDoesNotKnow() {
        assertThat(verify()).isEqualTo(2);
        assertThat(verify(folder.toString(), "--repair")).isEqualTo(2);
    }
}
