package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LoadMainTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"saturate,10", "saturate,1", "rate,10", "wakeup,1"})
    void everyModeReportsAllKeysAndLosesNothing(String mode, int batch) throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {

            int exit = run(fake, "--mode", mode, "--batch", Integer.toString(batch));

            assertThat(exit).isZero();
            Map<String, String> report = report();
            assertThat(report.keySet())
                    .contains(
                            "lifecycles_per_s",
                            "server_cpu_us_per_message",
                            "client_cpu_us_per_message",
                            "send_ms.p50",
                            "send_ms.p95",
                            "send_ms.p99",
                            "send_ms.p999",
                            "send_ms.max",
                            "e2e_ms.p50",
                            "e2e_ms.max",
                            "fsync_ms.p50",
                            "bytes_written_per_message",
                            "server_rss_mib",
                            "settings.mode");
            assertThat(report).containsEntry("lost", "0").containsEntry("duplicates", "0");
            assertThat(Double.parseDouble(report.get("lifecycles_per_s"))).isPositive();
            assertThat(Double.parseDouble(report.get("send_ms.p50"))).isPositive();
            assertThat(report).containsEntry("server_rss_mib", "100.0").containsEntry("fsync_ms.p50", "1.5");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeSqs.Fault.class,
            names = {"DELIVERS_ONE_TWICE", "ALTERS_ONE_BODY"})
    void verifyFailsOnADuplicateOrAChangedBody(FakeSqs.Fault fault) throws IOException {
        try (FakeSqs fake = new FakeSqs(fault)) {

            int exit = run(fake, "--verify");

            assertThat(exit).isOne();
            String wrong = fault == FakeSqs.Fault.DELIVERS_ONE_TWICE ? "duplicates" : "settings.altered";
            assertThat(report()).containsEntry(wrong, "1");
        }
    }

    @Test
    void helpShowsEveryDescriptionAsItIsMeant() {
        String usage = new CommandLine(new LoadMain()).setUsageHelpWidth(1_000).getUsageMessage();

        assertThat(usage).contains("what stays on the disk when 90 % of them are gone");
    }

    @Test
    void goesOnAfterOneBrokenConnection() throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.HANGS_UP_ONCE)) {

            int exit = run(fake, "--connections", "1");

            assertThat(exit).isZero();
            assertThat(report()).containsEntry("settings.failed_requests", "1");
        }
    }

    @Test
    void countsOnlyTheEntriesThatSucceeded() throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.REFUSES_ONE_ENTRY)) {

            int exit = run(fake, "--verify", "--connections", "1");

            assertThat(exit).isZero();
            assertThat(Long.parseLong(report().get("settings.messages_acknowledged")) % 10)
                    .isEqualTo(9);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeSqs.Fault.class,
            names = {"REFUSES_EVERYTHING", "COUNTS_NO_FORCES"})
    void failsWhenTheServerRefusesOrOnlyPretendsToForce(FakeSqs.Fault fault) throws IOException {
        try (FakeSqs fake = new FakeSqs(fault)) {

            int exit = run(fake);

            assertThat(exit).isOne();
            assertThat(folder.resolve("report.json")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--protocol=kafka",
                "--mode=fast",
                "--size=31",
                "--size=1048577",
                "--size=200000",
                "--batch=11",
                "--connections=0",
                "--duration=0",
                "--target=nowhere",
                "--target=h:99999",
                "--no-such-option"
            })
    void refusesOptionsOutsideTheirBounds(String option) {
        assertThat(LoadMain.execute(option)).isEqualTo(2);
    }

    @Test
    void refusesToRunWithoutAServer() {
        assertThat(LoadMain.execute("--duration", "1")).isEqualTo(2);
    }

    private int run(FakeSqs fake, String... more) {
        String[] arguments = {
            "--target",
            fake.hostAndPort(),
            "--metrics-target",
            fake.hostAndPort(),
            "--duration",
            "1",
            "--warmup",
            "0",
            "--connections",
            "4",
            "--json",
            folder.resolve("report.json").toString()
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return LoadMain.execute(all);
    }

    private Map<String, String> report() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(Files.readString(folder.resolve("report.json")))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String parent = parser.getParsingContext().getParent().getCurrentName();
                    values.put(
                            parent == null ? parser.currentName() : parent + "." + parser.currentName(),
                            parser.getText());
                }
            }
        }
        return values;
    }
}
