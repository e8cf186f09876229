package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTest {

    private static final LoadOptions LOAD = new LoadOptions(Mode.BACKLOG, 1, 256, 10, 4, 1, 0, true);

    @TempDir
    Path folder;

    @Test
    void measuresTheSameLoadOnASmallAndALargeBacklogAndLosesNothing() throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {

            int exit = run(fake, "--pending", "3000", "--verify");

            assertThat(exit).isZero();
            assertThat(Files.readString(folder.resolve("report.json")))
                    .contains("\"ratio\" : ", "\"ratio_beside\" : ", "\"ratio_drain\" : ", "\"restart_s\" : null")
                    .contains("\"pending\" : 3000", "\"lost\" : 0", "\"duplicates\" : 0", "\"altered\" : 0");
            assertThat(fake.queues)
                    .hasSize(3)
                    .allSatisfy((name, left) -> assertThat(left).isEmpty());
        }
    }

    @Test
    void keepsALargeBacklogOverAllItsQueuesAndGroups() throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {

            int exit = run(fake, "--pending", "4000", "--queues", "4", "--groups", "40", "--fifo");

            assertThat(exit).isZero();
            List<Integer> large = fake.queues.entrySet().stream()
                    .filter(queue -> queue.getKey().contains("large"))
                    .map(queue -> queue.getValue().size())
                    .toList();
            assertThat(large)
                    .hasSize(4)
                    .allSatisfy(pending -> assertThat(pending).isBetween(500, 1100));
            assertThat(fake.queues.keySet()).allSatisfy(name -> assertThat(name).endsWith(".fifo"));
            assertThat(fake.groups.stream().distinct().collect(Collectors.toSet()))
                    .hasSize(40)
                    .contains("00000000", "00000039");
            assertThat(fake.deduplicationIds).hasSize(fake.groups.size());
        }
    }

    @Test
    void failsWhenAMessageOfTheBacklogIsLost() throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.DELIVERS_ONE_TWICE)) {

            int exit = run(fake, "--pending", "1000", "--verify");

            assertThat(exit).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pending=999", "--fifo", "--queues=0", "--groups=-1", "--windows=0", "--restart"})
    void refusesWhatNoBacklogCanBe(String option) throws IOException {
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {

            int exit = run(fake, option);

            assertThat(exit).isEqualTo(2);
            assertThat(fake.requests).hasValue(0);
        }
    }

    @Test
    void refusesADiskThatIsTooSmallBeforeItFillsIt() throws IOException {
        BacklogOptions options = new BacklogOptions(100_000_000, 1, 0, false, 1, false, LOAD);
        try (FakeSqs fake = new FakeSqs(FakeSqs.Fault.NONE)) {
            BacklogRun run = new BacklogRun(
                    options,
                    new StubServer(fake.target(), 1L << 30),
                    new SystemTime(),
                    new PrintStream(OutputStream.nullOutputStream()));

            assertThatThrownBy(run::run).isInstanceOf(SkidwayException.class).hasMessageContaining("has 1024 MiB left");

            assertThat(fake.requests).hasValue(0);
        }
    }

    @Test
    void statesMemoryAndDiskOfAProcessAndItsFolder() throws IOException {
        Files.write(folder.resolve("journal-0"), new byte[3 << 20]);
        Files.write(folder.resolve("durable"), new byte[1 << 20]);

        Footprint footprint = Footprint.of(ProcessHandle.current().pid(), new DataFolder(folder, "here", false));

        assertThat(footprint.diskBytes()).isEqualTo(4.0 * (1 << 20));
        assertThat(footprint.keys()).containsEntry("disk_mib", 4.0);
        assertThat(footprint.diskKeys()).containsEntry("journal", 3.0).containsEntry("durable", 1.0);
    }

    private int run(FakeSqs fake, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--mode", "backlog", "--target", fake.hostAndPort()));
        arguments.addAll(List.of("--duration", "1", "--warmup", "0", "--connections", "4", "--windows", "1"));
        arguments.addAll(List.of("--json", folder.resolve("report.json").toString()));
        arguments.addAll(Arrays.asList(more));
        return LoadMain.execute(arguments.toArray(String[]::new));
    }
}
