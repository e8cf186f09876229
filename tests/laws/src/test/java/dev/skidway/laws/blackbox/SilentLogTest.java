package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
                assertThat(look(ports[1])).contains("a-secret-body");
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

    private static String look(int httpPort) {
        URI messages = URI.create("http://127.0.0.1:" + httpPort + "/api/queues/q/messages");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(messages).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
