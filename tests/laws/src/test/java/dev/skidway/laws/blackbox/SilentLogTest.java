package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither message bodies nor receipt handles reach the log, however much is logged. */
class SilentLogTest {

    @TempDir
    Path temp;

    @Test
    void bodiesAndHandlesAreNotLogged() {
        try (Program program = Program.start(temp, temp.resolve("data"), "--set", "log.level=debug")) {
            int[] ports = program.awaitReady();
            String handle;
            try (Sqs sqs = new Sqs(ports[0])) {
                sqs.create("q");
                sqs.send("q", "a-secret-body");
                handle = sqs.receive("q").receiptHandle();
                sqs.delete("q", handle);
                sqs.send("absent", "a-secret-body");
            }
            program.terminate();
            assertThat(program.awaitExit()).isZero();

            assertThat(program.errors())
                    .contains("Stopped")
                    .doesNotContain("a-secret-body")
                    .doesNotContain(handle);
        }
    }
}
