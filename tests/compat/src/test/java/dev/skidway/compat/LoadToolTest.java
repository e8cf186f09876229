package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skidway.load.LoadMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load tool against the real server: every figure there, every message and every job exactly once. */
class LoadToolTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final String NASA_LOG = "../../examples/job-log/NASA-iPSC-1993-3.1-cln.swf.gz";
    private static final String NASA_JOBS = "18239";

    @TempDir
    Path folder;

    @ParameterizedTest
    @Timeout(120)
    @ValueSource(strings = {"saturate", "rate", "wakeup"})
    void everyModeVerifiesAndFillsEveryKey(String mode) throws IOException {
        int exit = load("--mode", mode, "--duration", "2", "--warmup", "1", "--verify");

        assertThat(exit).isZero();
        Map<String, String> report = report();
        assertThat(report).containsEntry("lost", "0").containsEntry("duplicates", "0");
        assertThat(report)
                .containsKeys(
                        "lifecycles_per_s",
                        "server_cpu_us_per_message",
                        "client_cpu_us_per_message",
                        "send_ms.p99",
                        "e2e_ms.p999",
                        "fsync_ms.p50",
                        "bytes_written_per_message",
                        "server_rss_mib");
    }

    @Test
    @Timeout(300)
    void aRealJobLogRunsEveryJobExactlyOnce() throws IOException {
        int exit = load("--trace", NASA_LOG, "--workers", "8", "--speed", "500000", "--fair-by", "user");

        assertThat(exit).isZero();
        assertThat(report())
                .containsEntry("jobs", NASA_JOBS)
                .containsEntry("lost", "0")
                .containsEntry("duplicates", "0")
                .containsKeys("wait_s.p99", "1.p99");
    }

    private int load(String... arguments) {
        String sqs = SERVER.process().sqsAddress().getAuthority();
        String metrics = SERVER.process().httpAddress().getAuthority();
        String json = folder.resolve("report.json").toString();
        String[] all = new String[arguments.length + 6];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        String[] target = {"--target", sqs, "--metrics-target", metrics, "--json", json};
        System.arraycopy(target, 0, all, arguments.length, target.length);
        return LoadMain.execute(all);
    }

    /** The figures that are not null, by name and the name of what holds them. */
    private Map<String, String> report() throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser =
                new JsonFactory().createParser(folder.resolve("report.json").toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
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
