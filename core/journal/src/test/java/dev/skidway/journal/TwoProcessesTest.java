package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TwoProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void folderOfAnotherProcessIsRefusedUntilThatProcessIsKilled() throws Exception {
        Process holder = start();
        try (BufferedReader output = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).startsWith("holding");

            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.FOLDER_IN_USE));
        } finally {
            holder.destroyForcibly();
            holder.waitFor();
        }

        open().close();
    }

    private Storage open() throws IOException {
        return Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime());
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
