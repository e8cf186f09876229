package dev.skidway.compat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockFileTest {

    @TempDir
    Path folder;

    @Test
    void whoeverOpensItSeesTheClockMove() throws IOException {
        ClockFile hand = ClockFile.open(folder.resolve("clock"));
        ClockFile server = ClockFile.open(folder.resolve("clock"));
        assertThat(server.offsetMillis()).isZero();

        hand.shift(Duration.ofHours(-2));

        assertThat(server.offsetMillis()).isEqualTo(-7_200_000);
    }
}
