package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.SystemTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyModesTest {

    private static final long ROOM = 1L << 40;

    @TempDir
    Path folder;

    private final PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({"NONE, 0, 0", "NONE, 50, 0", "DELIVERS_ONE_TWICE, 0, 1"})
    void burstTellsWhatTheQuietKeyMetAndWhatCameTwice(FakeNative.Fault fault, long rehearsed, long duplicates)
            throws IOException, InterruptedException {
        StandingTime time = new StandingTime();
        long loud = 300 + rehearsed;
        try (FakeNative fake = new FakeNative(fault, time)) {
            time.runsOnce(() -> fake.sent.get() >= loud);
            LoadOptions load = new LoadOptions(Mode.BURST, Protocol.GRPC, 100, 256, 10, 4, 1, 0, false);
            StubServer server = new StubServer(fake.target(), ROOM);

            BurstRun run = new BurstRun(new BurstOptions(300, rehearsed, 1, load), server, time, quiet);
            Map<String, @Nullable Object> keys = run.run();

            assertThat(run.right()).isEqualTo(duplicates == 0);
            assertThat(keys)
                    .containsKeys("fill_per_s", "quiet_before_ms", "quiet_after_ms", "drain_s", "drain_per_s")
                    .containsEntry("loud", 300L)
                    .containsEntry("lost", 0L)
                    .containsEntry("duplicates", duplicates);
            assertThat(keys.get("quiet_whole_ms"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsKeys("p50", "p95", "p99", "max")
                    .hasEntrySatisfying(
                            "jobs",
                            jobs -> assertThat((Long) jobs)
                                    .isBetween(fake.sent.get() - loud, fake.sent.get() - loud + duplicates));
            assertThat(fake.deleted).hasSize(1);
        }
    }

    @Test
    void burstEndsWhenTheServerRefusesItsJobs() throws IOException {
        try (FakeNative fake = new FakeNative(FakeNative.Fault.REFUSES_JOBS)) {

            int exit = run(fake, "--mode", "burst", "--pending", "20");

            assertThat(exit).isOne();
            assertThat(fake.sent.get()).isGreaterThan(RunState.FAILURES_MAX);
            assertThat(folder.resolve("report.json")).doesNotExist();
        }
    }

    @Test
    void burstRefusesToGoOnWhenJobsWouldBeDueWithinTheWarmUp() throws IOException {
        try (FakeNative fake = new FakeNative(FakeNative.Fault.NONE)) {

            int exit = run(fake, "--mode", "burst", "--pending", "20", "--delay", "1", "--warmup", "60");

            assertThat(exit).isOne();
            assertThat(fake.sent).hasValue(20);
            assertThat(folder.resolve("report.json")).doesNotExist();
        }
    }

    @Test
    void limitsReportBothRatesAndBlameNoServerThatKeepsThem() throws IOException {
        try (FakeNative fake = new FakeNative(FakeNative.Fault.NONE)) {

            int exit = run(fake, "--mode", "limits", "--keys", "100", "--windows", "1");

            assertThat(exit).isZero();
            assertThat(Files.readString(folder.resolve("report.json")))
                    .contains("\"ratio\" : ", "\"ratio_server_cpu\" : ", "\"over_limit\" : 0", "\"lost\" : 0")
                    .contains("\"tight_concurrency\"", "\"tight_rate\"", "\"held_of_a_key_max\" : 1,");
            assertThat(fake.limits.values().stream().map(limit -> limit.getConcurrency()))
                    .containsExactly(0, 50, 1, 50);
            assertThat(fake.deleted).containsExactlyElementsOf(fake.limits.keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({"IGNORES_CONCURRENCY, tight_concurrency, over_concurrency", "IGNORES_RATES, tight_rate, over_rate"})
    void limitsFailWhenAServerExceedsThem(FakeNative.Fault fault, String where, String what)
            throws IOException, InterruptedException {
        try (FakeNative fake = new FakeNative(fault)) {
            LoadOptions load = new LoadOptions(Mode.LIMITS, Protocol.GRPC, 1, 256, 10, 4, 1, 0, false);
            LimitsOptions options = new LimitsOptions(100, new KeyLimits(50, 1_000), 1, load);
            StubServer server = new StubServer(fake.target(), ROOM);

            LimitsRun run = new LimitsRun(options, server, new SystemTime(), quiet);
            Map<String, @Nullable Object> keys = run.run();

            assertThat(run.right()).isFalse();
            assertThat(keys.get("over_limit"))
                    .asInstanceOf(InstanceOfAssertFactories.LONG)
                    .isPositive();
            assertThat(keys.get(where))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .hasEntrySatisfying(what, count -> assertThat((Long) count).isPositive());
        }
    }

    @Test
    void limitsReportNothingAfterAFailedRequest() throws IOException {
        try (FakeNative fake = new FakeNative(FakeNative.Fault.BREAKS_ONE_STREAM)) {

            int exit = run(fake, "--mode", "limits", "--keys", "100", "--windows", "1");

            assertThat(exit).isOne();
            assertThat(folder.resolve("report.json")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"burst", "limits"})
    void refusesSqs(String mode) {
        assertThat(LoadMain.execute("--mode", mode)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--mode=burst --pending=0",
                "--mode=burst --delay=0",
                "--mode=limits --keys=0",
                "--mode=limits --windows=0",
                "--mode=limits --key-concurrency=-1",
                "--mode=limits --key-rate=1000001"
            })
    void refusesOptionsOutsideTheirBounds(String options) {
        assertThat(LoadMain.execute(("--protocol=grpc " + options).split(" ", -1)))
                .isEqualTo(2);
    }

    private int run(FakeNative fake, String... more) {
        String[] arguments = {
            "--protocol",
            "grpc",
            "--target",
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
}
