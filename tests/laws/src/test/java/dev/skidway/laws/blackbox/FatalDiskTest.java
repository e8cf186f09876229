package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 4: the first failed force is final. The process stops answering, says so, and ends with status 4. */
class FatalDiskTest {

    @TempDir
    Path temp;

    @Test
    void failedForceIsNeverAnsweredAndEndsTheProcessWithFour() throws IOException {
        Path data = temp.resolve("data");
        Path trigger = temp.resolve("fail");
        String accepted;
        try (Program program =
                Program.run(temp, FailingDiskProgram.class, List.of(data.toString(), trigger.toString()))) {
            int[] ports = program.awaitReady();
            try (Sqs sqs = new Sqs(ports[0])) {
                sqs.create("q");
                accepted = sqs.send("q", "before").body().path("MessageId").asText();
                Files.createFile(trigger);

                assertThat(statusOrNothing(sqs)).isNotEqualTo(200);
            }
            assertThat(program.awaitExit()).as(program.errors()).isEqualTo(4);
            assertThat(program.errors()).contains("stops answering").contains("SK-JRN-001");
        }

        try (Program program = Program.start(temp, data, SmallServer.FLAGS);
                Sqs sqs = new Sqs(program.awaitReady()[0])) {
            assertThat(sqs.receive("q").body().at("/Messages/0/MessageId").asText())
                    .isEqualTo(accepted);
        }
    }

    /** The status of a send, or 0 when the connection ended without an answer. */
    private static int statusOrNothing(Sqs sqs) {
        try {
            return sqs.send("q", "after").status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
