package dev.skidway.compat.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of fault a few times; {@code ./skidway chaos} has them strike as often as one likes. */
class ChaosTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @Timeout(400)
    // Four shifts of the clock are one of each sort, and two strikes of the proxy spoil twenty connections, four of
    // each sort.
    @CsvSource({"KILL, 4", "STOP, 2", "DISK, 2", "READONLY, 1", "CLOCK, 4", "NET, 2"})
    void noPromiseIsBroken(FaultKind kind, int strikes) throws IOException, InterruptedException {
        long seed = new SplittableRandom().nextLong(1_000_000_000);
        System.out.println(kind + " seed " + seed);

        ChaosReport report = new ChaosRun(folder, ServerCommands.onClassPath(), Duration.ofSeconds(2), seed, System.out)
                .run(Map.of(kind, strikes));

        if (report.notExercised().containsKey(kind)) {
            abort("not exercised: " + report.notExercised().get(kind));
        }
        assertThat(report.findings().examples()).as("seed %d", seed).isEmpty();
        assertThat(report.clean()).as("seed %d", seed).isTrue();
        assertThat(report.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.faults().get(kind.key())).isGreaterThanOrEqualTo(strikes);
            assertThat(stage.acknowledged()).as("seed %d", seed).isGreaterThan(20);
        });
    }
}
