package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while clients are busy: what was accepted is there after the next start. */
class StopUnderLoadTest {

    private static final int SENDERS = 4;
    private static final int SENDS_BEFORE_STOP = 200;

    @TempDir
    Path temp;

    @Test
    void sigtermUnderLoadEndsWithZeroAndKeepsEveryAcceptedSend() throws InterruptedException {
        Path data = temp.resolve("data");
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        try (Program program = Program.start(temp, data);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            int[] ports = program.awaitReady();
            CountDownLatch busy = new CountDownLatch(SENDS_BEFORE_STOP);
            try (Sqs sqs = new Sqs(ports[0])) {
                sqs.create("q");
                for (int i = 0; i < SENDERS; i++) {
                    senders.execute(() -> sendUntilRefused(sqs, accepted, busy));
                }
                busy.await();

                program.terminate();

                assertThat(program.awaitExit()).as(program.errors()).isZero();
            }
        }

        assertThat(receiveAll(data)).containsAll(accepted).hasSizeGreaterThanOrEqualTo(SENDS_BEFORE_STOP);
    }

    @Test
    void longPollsAreAnsweredEmptyAtOnce() {
        try (Program program = Program.start(temp, temp.resolve("data"))) {
            int[] ports = program.awaitReady();
            try (Sqs sqs = new Sqs(ports[0])) {
                sqs.create("q");
                var waiting = sqs.begin("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}");
                new Metrics(ports[1]).await("skidway_partition_waiting_commands", 1);
                long beganAtNanos = System.nanoTime();

                program.terminate();

                assertThat(waiting.join().status()).isEqualTo(200);
                assertThat(waiting.join().body().has("Messages")).isFalse();
                assertThat(program.awaitExit()).isZero();
                assertThat(System.nanoTime() - beganAtNanos).isLessThan(10_000_000_000L);
            }
        }
    }

    private static void sendUntilRefused(Sqs sqs, Set<String> accepted, CountDownLatch busy) {
        try {
            Sqs.Answer answer = sqs.send("q", "x");
            while (answer.status() == 200) {
                accepted.add(answer.body().path("MessageId").asText());
                busy.countDown();
                answer = sqs.send("q", "x");
            }
        } catch (UncheckedIOException e) {
            // The server is gone: nothing more is accepted.
            return;
        }
    }

    private Set<String> receiveAll(Path data) {
        Set<String> found = new HashSet<>();
        try (Program program = Program.start(temp, data);
                Sqs sqs = new Sqs(program.awaitReady()[0])) {
            JsonNode messages = sqs.receive("q").body().path("Messages");
            while (!messages.isEmpty()) {
                messages.forEach(message -> found.add(message.path("MessageId").asText()));
                messages = sqs.receive("q").body().path("Messages");
            }
        }
        return found;
    }
}
