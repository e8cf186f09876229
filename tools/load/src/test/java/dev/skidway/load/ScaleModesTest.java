package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SystemTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleModesTest {

    private static final long SEED = 7;
    private static final long ROOM = 1L << 40;
    private static final double SEGMENTS_MIB = 4 * 64;

    private final PrintStream quiet = new PrintStream(OutputStream.nullOutputStream());

    @ParameterizedTest
    @CsvSource({"255, true", "300, false"})
    void spaceIsRightOnlyWhenTheDiskComesBelowTwiceTheLiveBytes(int diskMib, boolean right)
            throws IOException, InterruptedException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {
            StubServer server = new StubServer(fake.target(), ROOM);
            server.diskBytes = diskMib * 1024.0 * 1024;

            SpaceRun run = new SpaceRun(options(Mode.SPACE, 2_000, 0), server, new SystemTime(), SEED, quiet);
            Map<String, @Nullable Object> keys = run.run();

            assertThat(run.right()).isEqualTo(right);
            assertThat(keys.get("live_messages")).isInstanceOfSatisfying(Long.class, live -> {
                assertThat(live).isBetween(120L, 280L);
                assertThat(keys)
                        .containsEntry("bound_mib", SEGMENTS_MIB + 2 * live * 256 / (1024.0 * 1024))
                        .containsEntry("disk_end_mib", (double) diskMib);
            });
        }
    }

    @Test
    void idleSharesTheGrowthOfTheHeapOut() throws IOException, InterruptedException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {
            StubServer server = new StubServer(fake.target(), ROOM);
            server.heapBytes.addAll(List.of(1e6, 1.1e6, 1.2e6, 1.1e6, 1.5e6, 1.2e6, 1.6e6));

            Map<String, @Nullable Object> keys =
                    new IdleRun(options(Mode.IDLE, 1_000, 500), server, new SystemTime(), quiet).run();

            assertThat(keys)
                    .containsEntry("heap_bytes_per_idle_queue", 1e5 / 5)
                    .containsEntry("heap_bytes_per_waiting_message", 1e5 / 1_000)
                    .containsEntry("heap_bytes_per_message_gone", 0.0)
                    .containsEntry("heap_bytes_per_group_with_one_message", 4e5 / 500)
                    .containsEntry("heap_bytes_per_idle_group", 1e5 / 500)
                    .containsEntry("heap_bytes_per_idle_connection", 4e5 / 4);
        }
    }

    @Test
    void timersCountHowLateMessagesComeOnTopOfManyThatAreDelayed() throws IOException, InterruptedException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {
            StubServer server = new StubServer(fake.target(), ROOM);
            LoadOptions load = new LoadOptions(Mode.TIMERS, 200, 256, 10, 2, 1, 1, false);
            TimersOptions options = new TimersOptions(500, 30, 1, false, load);

            Map<String, @Nullable Object> keys = new TimersRun(options, server, new SystemTime(), quiet).run();

            assertThat(fake.requests.get()).isGreaterThan(50 + 20);
            assertThat(keys).containsKeys("fill_per_s", "filled", "measured").doesNotContainKey("restart_s");
            assertThat(keys.get("late_ms"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("messages", 200L);
        }
    }

    @Test
    void aDelayIsANumberOfFixedWidth() {
        SendCall call = new SendCall(new Calls("host"), QueueSet.single("http://host/1/queue-00000"), 2, 32, true);

        String request = StandardCharsets.US_ASCII
                .decode(call.delayed(1, 0, new int[] {7, 2_592_000}))
                .toString();

        assertThat(request).contains("\"DelaySeconds\":           7}", "\"DelaySeconds\":     2592000}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"space", "idle", "timers"})
    void refusesAServerWhoseDiskAndHeapItCannotSee(String mode) throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {

            int exit = LoadMain.execute("--mode", mode, "--groups", "10", "--target", fake.hostAndPort());

            assertThat(exit).isEqualTo(2);
            assertThat(fake.requests).hasValue(0);
        }
    }

    @Test
    void refusesToShareOutOverNoGroups() {
        assertThat(LoadMain.execute("--mode", "idle")).isEqualTo(2);
    }

    @Test
    void readsTheTotalOfAHistogramOfTheHeap() throws IOException {
        String histogram = """
                4321:
                 num     #instances         #bytes  class name (module)
                   1:          1000          64000  [B (java.base@25)
                Total          1234          70000
                """;

        assertThat(LiveHeap.total(histogram)).isEqualTo(70_000);
        assertThatThrownBy(() -> LiveHeap.total("4321:\nno such process\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4321");
    }

    private static BacklogOptions options(Mode mode, long pending, int groups) {
        return new BacklogOptions(
                pending, 5, groups, false, 1, false, new LoadOptions(mode, 1000, 256, 10, 4, 1, 0, false));
    }
}
