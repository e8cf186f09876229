package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final Path NASA = Path.of("../../examples/job-log/NASA-iPSC-1993-3.1-cln.swf.gz");

    @TempDir
    Path folder;

    @Test
    void readsARealLogAndFitsItIntoAMinute() throws IOException {
        List<Job> jobs = JobLog.read(NASA);

        TraceOptions options = TraceOptions.of(jobs, 4, 0, "user");

        assertThat(jobs).hasSize(18_239);
        assertThat(jobs.get(1)).isEqualTo(new Job(1460, 3726, 1));
        assertThat(jobs.stream().map(Job::user).distinct()).hasSize(69);
        assertThat(options.dueNanos(jobs.size() - 1) / 1e9).isBetween(59.9, 60.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "none"})
    void runsEveryJobOnceAndReportsWaitsByUser(String fairBy) throws IOException {
        Path log = folder.resolve("small.swf");
        Files.writeString(log, """
                ; a comment
                1 0 -1 100 1 -1 -1 -1 -1 -1 -1 7 1
                2 50 -1 90 1 -1 -1 -1 -1 -1 -1 8 1
                3 50 -1 -1 1 -1 -1 -1 -1 -1 -1 7 1
                """);
        Path report = folder.resolve("report.json");
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {

            int exit = LoadMain.execute(
                    "--trace",
                    log.toString(),
                    "--speed",
                    "1000",
                    "--workers",
                    "2",
                    "--fair-by",
                    fairBy,
                    "--target",
                    fake.hostAndPort(),
                    "--json",
                    report.toString());

            assertThat(exit).isZero();
            assertThat(Files.readString(report))
                    .contains("\"jobs\" : 3", "\"lost\" : 0", "\"duplicates\" : 0", "\"wait_s\"", "\"wait_s_by_user\"")
                    .contains("\"7\" : {", "\"8\" : {")
                    .containsPattern("\"wait_s_light_users\" : \\{[^}]*\"jobs\" : 1\\s");
            assertThat(fake.groups).hasSize(fairBy.equals("user") ? 3 : 0);
        }
    }

    @Test
    void failsWhenAJobRanTwice() throws IOException {
        Path log = folder.resolve("three.swf");
        String job = " 0 -1 1 1 -1 -1 -1 -1 -1 -1 7 1\n";
        Files.writeString(log, "1" + job + "2" + job + "3" + job + "4" + job);
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.DELIVERS_ONE_TWICE)) {

            int exit = LoadMain.execute(
                    "--trace", log.toString(), "--workers", "1", "--target", fake.hostAndPort(), "--speed", "1");

            assertThat(exit).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; only comments", "1 2 3", "1 0 -1 x 1 -1 -1 -1 -1 -1 -1 7 1"})
    void namesTheLineOfAnUnreadableLog(String text) {
        assertThatThrownBy(() -> JobLog.parse(new BufferedReader(new StringReader(text)), "log.swf"))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("SK-LOD-005")
                .hasMessageContaining("log.swf, line");
    }

    @ParameterizedTest
    @CsvSource({"0,1,user", "1,-1,user", "1,1,group", "1,0.0001,none"})
    void refusesUnusableOptions(int workers, double speed, String fairBy) {
        assertThatThrownBy(() -> TraceOptions.of(List.of(new Job(0, 100, 1)), workers, speed, fairBy))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("SK-LOD-007");
    }
}
