package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.node.NodeError;
import dev.skidway.queues.SendMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectionTest {

    private static final String LONG_POLL = "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}";

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues, impatient());

    @BeforeEach
    void createQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"q\"}");
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void cutsOffHalfAHeaderThenSilence() throws IOException {
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void cutsOffHalfABodyThenSilence() throws IOException {
        queues.commands.clear();
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("SendMessage", "{\"QueueUrl\":\"q\"", "Content-Length: 100"));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("200 OK");
        }
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void closesAnIdleConnectionInTheEnd() throws IOException {
        try (Socket socket = wire.socket()) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void doesNotCarryOutABodyThatEndsEarly() throws IOException {
        queues.commands.clear();
        try (Socket socket = wire.socket()) {
            socket.getOutputStream()
                    .write(Wire.bytes(
                            "SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}", "Content-Length: 100"));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("200 OK");
        }
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void takesNoMoreOfABodyThanWasDeclared() throws IOException {
        String json = "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}";
        try (Socket socket = wire.socket()) {
            socket.getOutputStream()
                    .write(Wire.bytes("SendMessage", json + "garbage\r\n\r\n", "Content-Length: " + json.length()));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).startsWith("HTTP/1.1 200").contains("HTTP/1.1 400");
        }
        assertThat(queues.last(SendMessages.class).messages()).hasSize(1);
    }

    @Test
    void readsAChunkedBody() throws IOException {
        String json = "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + "x".repeat(40_000) + "\"}";
        String chunk = Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n";
        try (Socket socket = wire.socket()) {
            socket.getOutputStream()
                    .write(Wire.bytes("SendMessage", chunk, "Transfer-Encoding: chunked", "Connection: close"));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "7fffffffffffffff\r\n", "-1\r\n", "\r\n"})
    void answersAChunkWithoutASizeAtOnceAndCloses(String chunk) throws IOException {
        queues.commands.clear();
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("SendMessage", chunk, "Transfer-Encoding: chunked"));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("SerializationException");
        }
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void refusesAChunkedBodyThatNeverEnds() throws IOException {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = wire.socket()) {
            OutputStream out = socket.getOutputStream();
            out.write(Wire.bytes("SendMessage", "", "Transfer-Encoding: chunked"));
            for (int sent = 0; sent <= 7_000_000; sent += 0x10000) {
                out.write(chunk);
            }

            assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void givesUpTheWaitOfAClientThatHasGone() throws Exception {
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("ReceiveMessage", LONG_POLL));
            assertThat(queues.receiveWaits.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(queues.callerGone.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesUpTheWaitOfAClientWhoseConnectionBroke() throws Exception {
        try (Socket socket = wire.socket()) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(Wire.bytes("ReceiveMessage", LONG_POLL));
            assertThat(queues.receiveWaits.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(queues.callerGone.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsWhileAClientWaits() throws Exception {
        queues.deliverAfter = new CountDownLatch(1);
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("ReceiveMessage", LONG_POLL));
            assertThat(queues.receiveWaits.await(20, TimeUnit.SECONDS)).isTrue();

            wire.gateway().stop();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("Messages");
        }
    }

    @Test
    void givesMessagesBackWhoseReceiverHasGone() throws Exception {
        CountDownLatch deliver = receiverLeavesWhileItWaits();

        deliver.countDown();

        assertThat(queues.givenBack.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(queues.commands.getLast().toString()).contains("handle-").contains("visibilityMillis=0");
    }

    @Test
    void servesOnWhenMessagesOfALostReceiverCannotBeGivenBack() throws Exception {
        CountDownLatch deliver = receiverLeavesWhileItWaits();
        queues.changeFailure = new SkidwayException(NodeError.DRAINING, Severity.RETRY, "stopping");

        deliver.countDown();

        assertThat(queues.givenBack.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(wire.call("GetQueueUrl", "{\"QueueName\":\"q\"}").statusCode())
                .isEqualTo(200);
    }

    /** What its message waits for before it is delivered to nobody. */
    private CountDownLatch receiverLeavesWhileItWaits() throws Exception {
        CountDownLatch deliver = new CountDownLatch(1);
        queues.deliverAfter = deliver;
        wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}");
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("ReceiveMessage", LONG_POLL));
            assertThat(queues.receiveWaits.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(queues.callerGone.await(20, TimeUnit.SECONDS)).isTrue();
        return deliver;
    }

    @Test
    void givesMessagesBackWhenTheClientDoesNotReadThem() throws Exception {
        String body = "x".repeat(1_048_576);
        for (int i = 0; i < 10; i++) {
            wire.call("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + body + "\"}");
        }
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", wire.port()));
            socket.getOutputStream()
                    .write(Wire.bytes("ReceiveMessage", "{\"QueueUrl\":\"q\",\"MaxNumberOfMessages\":10}"));

            assertThat(queues.givenBack.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void servesTheNextRequestThatCameDuringALongPoll() throws Exception {
        CountDownLatch deliver = new CountDownLatch(1);
        queues.deliverAfter = deliver;
        try (Socket socket = wire.socket()) {
            socket.getOutputStream().write(Wire.bytes("ReceiveMessage", LONG_POLL));
            assertThat(queues.receiveWaits.await(20, TimeUnit.SECONDS)).isTrue();
            socket.getOutputStream().write(Wire.bytes("ListQueues", "{}", "Connection: close"));
            deliver.countDown();

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("{}").contains("/000000000000/q");
        }
    }

    @Test
    void servesWhileAThousandConnectionsAreIdle() throws IOException {
        QueuesInMemory others = new QueuesInMemory();
        List<Socket> idle = new ArrayList<>();
        try (Wire patient = new Wire(others)) {
            for (int i = 0; i < 1000; i++) {
                idle.add(patient.socket());
            }

            assertThat(patient.call("CreateQueue", "{\"QueueName\":\"q\"}").statusCode())
                    .isEqualTo(200);
            for (Socket socket : idle) {
                socket.getOutputStream().write(Wire.bytes("ListQueues", "{}", "Connection: close"));
                assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 200");
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void refusesToStartOnAPortInUse() {
        SqsGatewayConfig taken = SqsGatewayConfig.loopback(wire.port());

        assertThat(catchThrowable(() -> SqsGateway.start(queues, taken)))
                .isInstanceOf(SkidwayException.class)
                .hasMessageContaining("SK-SQS-001")
                .hasMessageContaining("--sqs-port");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static SqsGatewayConfig impatient() {
        SqsGatewayConfig config = SqsGatewayConfig.loopback(0);
        return new SqsGatewayConfig(
                config.host(),
                config.port(),
                config.hostNames(),
                config.region(),
                config.account(),
                config.requestBytesMax(),
                config.bodyBytesInFlightMax(),
                config.connectionsMax(),
                1,
                1,
                2,
                SqsLimits.AWS);
    }
}
