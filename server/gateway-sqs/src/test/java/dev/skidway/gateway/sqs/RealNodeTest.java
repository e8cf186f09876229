package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.node.RunningNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The port over a real node, journal and disk: what only the whole can show. */
@Timeout(60)
class RealNodeTest {

    private RunningNode running;
    private Wire wire;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        running = RunningNode.roomy(folder);
        wire = new Wire(running.node());
        assertThat(wire.call("CreateQueue", "{\"QueueName\":\"q\"}").statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() throws IOException {
        running.node().drain();
        wire.close();
        running.close();
    }

    @Test
    void carriesABatchFromSendToDelete() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append("{\"Id\":\"e")
                    .append(i)
                    .append("\",\"MessageBody\":\"body")
                    .append(i)
                    .append("\"}");
        }
        HttpResponse<String> sent = wire.call("SendMessageBatch", "{\"QueueUrl\":\"q\",\"Entries\":[" + entries + "]}");
        assertThat(sent.body()).contains("\"Id\":\"e9\"").doesNotContain("Failed");

        String received = wire.call(
                        "ReceiveMessage",
                        "{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":1,\"AttributeNames\":[\"All\"]}")
                .body();
        assertThat(received).contains("\"Body\":\"body0\"", "\"Body\":\"body9\"", "\"ApproximateReceiveCount\":\"1\"");

        StringBuilder handles = new StringBuilder();
        int count = 0;
        for (int at = received.indexOf("ReceiptHandle"); at >= 0; at = received.indexOf("ReceiptHandle", at + 1)) {
            String handle = received.substring(at + 16, received.indexOf('"', at + 16));
            handles.append(count == 0 ? "" : ",")
                    .append("{\"Id\":\"d")
                    .append(count++)
                    .append("\",\"ReceiptHandle\":\"")
                    .append(handle)
                    .append("\"}");
        }
        assertThat(count).isEqualTo(10);
        HttpResponse<String> deleted =
                wire.call("DeleteMessageBatch", "{\"QueueUrl\":\"q\",\"Entries\":[" + handles + "]}");
        assertThat(deleted.body()).contains("\"Id\":\"d9\"").doesNotContain("Failed");
        assertThat(wire.call("GetQueueAttributes", "{\"QueueUrl\":\"q\",\"AttributeNames\":[\"All\"]}")
                        .body())
                .contains("\"ApproximateNumberOfMessages\":\"0\"", "\"ApproximateNumberOfMessagesNotVisible\":\"0\"");
    }

    @Test
    void carriesTheLargestMessageAndRefusesALargerOne() {
        String largest = "x".repeat(1_048_576);
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + largest + "\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\"}").body()).contains("\"Body\":\"" + largest + "\"");
        assertThat(wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x" + largest + "\"}")
                        .body())
                .contains("Reason: Message must be shorter than 1048576 bytes.");
    }

    @Test
    void wakesALongPollWhenAMessageArrives() {
        CompletableFuture<HttpResponse<String>> poll = CompletableFuture.supplyAsync(
                () -> wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}"));

        wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"hello\"}");

        assertThat(poll.join().body()).contains("\"Body\":\"hello\"");
    }

    @Test
    void tellsAWaitingReceiverThatItsQueueIsGone() throws IOException {
        try (Socket socket = wire.socket()) {
            socket.getOutputStream()
                    .write(Wire.bytes(
                            "ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}", "Connection: close"));
            while (running.node().stats().receivesNow() == 0) {
                Thread.onSpinWait();
            }

            assertThat(wire.call("DeleteQueue", "{\"QueueUrl\":\"q\"}").statusCode())
                    .isEqualTo(200);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("QueueDoesNotExist");
        }
    }

    @Test
    void keepsAMessageWhoseWaitingReceiverHasGone() throws IOException {
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}"));
            while (running.node().stats().receivesNow() == 0) {
                Thread.onSpinWait();
            }
        }
        while (running.node().stats().receivesNow() > 0) {
            Thread.onSpinWait();
        }

        wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"hello\"}");

        assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\",\"AttributeNames\":[\"All\"]}")
                        .body())
                .contains("\"ApproximateReceiveCount\":\"1\"");
    }

    @Test
    void namesTheAttributeThatDiffers() {
        HttpResponse<String> answer =
                wire.call("CreateQueue", "{\"QueueName\":\"q\",\"Attributes\":{\"DelaySeconds\":\"7\"}}");

        assertThat(answer.body()).contains("a different value for attribute DelaySeconds");
        assertThat(wire.call("DeleteQueue", "{\"QueueUrl\":\"q\"}").statusCode())
                .isEqualTo(200);
        assertThat(wire.call("CreateQueue", "{\"QueueName\":\"q\"}").body()).contains("#QueueDeletedRecently");
    }

    @Test
    void purgesOnceAMinute() {
        wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"hello\"}");

        assertThat(wire.call("PurgeQueue", "{\"QueueUrl\":\"q\"}").statusCode()).isEqualTo(200);

        assertThat(wire.call("ReceiveMessage", "{\"QueueUrl\":\"q\"}").body()).isEqualTo("{}");
        assertThat(wire.call("PurgeQueue", "{\"QueueUrl\":\"q\"}").statusCode()).isEqualTo(403);
    }
}
