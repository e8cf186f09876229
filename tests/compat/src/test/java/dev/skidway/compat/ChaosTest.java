package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChaosTest {

    @TempDir
    Path data;

    @Test
    @Timeout(180)
    void nothingAcknowledgedIsLostOrUndoneOverFiveKills() throws IOException, InterruptedException {
        long seed = new SplittableRandom().nextLong(1_000_000_000);
        System.out.println("chaos seed " + seed);
        ChaosRun.Starter starter = port -> RunningServer.startOn(data, "--sqs-port", Integer.toString(port));

        ChaosReport report = new ChaosRun(starter, 5, seed, System.out).run();

        assertThat(report.acknowledged()).as("seed %d", seed).isGreaterThan(100);
        assertThat(report)
                .satisfies(found ->
                        assertThat(found.clean()).as("seed %d: %s", seed, found).isTrue());
    }
}
