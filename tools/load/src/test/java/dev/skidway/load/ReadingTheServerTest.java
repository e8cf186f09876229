package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTheServerTest {

    @TempDir
    Path folder;

    @Test
    void sumsAMetricOverItsLabels() throws IOException {
        String page = "# HELP a b\na{x=\"1\"} 2\na{x=\"2\"} 3.5\nab 100\n";

        ServerMetrics metrics = ServerMetrics.parse(new BufferedReader(new StringReader(page)));

        assertThat(metrics.sum("a")).hasValue(5.5);
        assertThat(metrics.sum("missing")).isEmpty();
    }

    @Test
    void forceTimesCoverOnlyTheMeasuredTime() {
        TreeMap<Double, Double> before =
                new TreeMap<>(java.util.Map.of(0.001, 10.0, 0.01, 10.0, Double.POSITIVE_INFINITY, 10.0));
        TreeMap<Double, Double> after =
                new TreeMap<>(java.util.Map.of(0.001, 10.0, 0.01, 15.0, Double.POSITIVE_INFINITY, 16.0));

        ForceTimes forces = ForceTimes.between(before, after);

        assertThat(forces.millisAt(0.5)).isEqualTo(1 + 9 * 3 / 5.0);
        assertThat(forces.millisAt(1)).isNull();
        assertThat(ForceTimes.between(after, after).millisAt(0.5)).isNull();
    }

    @Test
    void readsProcessorTimeOfAProcessWithBracketsInItsName() {
        String stat = "42 (a) b) S 1 1 1 0 -1 4194304 100 0 0 0 250 150 0 0 20 0 30 0 100 1 2";

        assertThat(OwnServer.cpuSeconds(stat)).isEqualTo(4.0);
    }

    @Test
    void readsResidentMemory() {
        assertThat(Footprint.residentBytes(List.of("Name: java", "VmRSS:\t  2048 kB")))
                .isEqualTo(2048.0 * 1024);
        assertThat(Footprint.residentBytes(List.of("Name: java"))).isNull();
    }

    @Test
    void knowsFileSystemsThatLiveInMemory() {
        assertThat(DataFolder.inMemory("tmpfs")).isTrue();
        assertThat(DataFolder.inMemory("ext4")).isFalse();
    }

    @Test
    void probesTheForceTimeOfAChosenFolderAndLeavesNothingBehind() throws IOException {
        Path memory = Path.of("/dev/shm");
        if (Files.isDirectory(memory)
                && DataFolder.inMemory(Files.getFileStore(memory).type())) {
            assertThatThrownBy(() -> DataFolder.choose(memory))
                    .isInstanceOf(SkidwayException.class)
                    .hasMessageContaining("SK-LOD-002");
        }
        DataFolder chosen = DataFolder.choose(null);

        double millis = chosen.probeForceMillis(new SystemTime());
        chosen.remove();

        assertThat(millis).isPositive();
        assertThat(chosen.path()).doesNotExist();
    }

    @Test
    void aCommandThatEndsWithoutAReadyLineIsNotAServer() {
        assertThatThrownBy(() -> ServerProcess.start(List.of("true"), folder, List.of()))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("SK-LOD-003");
    }

    @Test
    void readsThePortsFromTheReadyLineAndStopsTheProcess() throws IOException {
        Path script = folder.resolve("server.sh");
        Files.writeString(
                script,
                "echo starting; echo 'skidway ready: sqs=http://127.0.0.1:19 grpc=127.0.0.1:21 http=http://127.0.0.1:20 data=x'; exec sleep 100\n");

        ServerProcess server = ServerProcess.start(List.of("sh", script.toString()), folder, List.of());

        assertThat(server.target().sqs().getPort()).isEqualTo(19);
        assertThat(server.target().metrics()).isNotNull();
        assertThat(server.stop()).isNotZero();
        assertThat(server.running()).isFalse();
    }
}
