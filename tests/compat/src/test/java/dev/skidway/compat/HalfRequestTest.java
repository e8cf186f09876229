package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

class HalfRequestTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer("[sqs]\nrequest-seconds-max = 2\n");

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n";
    private static final String JSON = "Content-Type: application/x-amz-json-1.0\r\nContent-Length: 100\r\n\r\n";

    @ParameterizedTest
    @Timeout(120)
    @ValueSource(strings = {HEAD, HEAD + JSON, HEAD + JSON + "{\"QueueName"})
    void aClientThatFallsSilentInsideARequestIsHungUpOnWhileOthersAreServed(String half) throws IOException {
        var address = SERVER.process().sqsAddress();
        try (SocketChannel silent = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
                SqsClient sqs = Clients.sync(address)) {
            silent.write(ByteBuffer.wrap(half.getBytes(StandardCharsets.US_ASCII)));

            assertThat(sqs.listQueues().sdkHttpResponse().isSuccessful()).isTrue();

            assertThat(readToTheEnd(silent)).doesNotStartWith("HTTP/1.1 200");
        }
    }

    /** Blocks until the server closes the connection; the test's time limit is the proof that it does. */
    private static String readToTheEnd(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
        while (channel.read(answer) >= 0 && answer.hasRemaining()) {
            // Whatever it says before it hangs up.
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }
}
