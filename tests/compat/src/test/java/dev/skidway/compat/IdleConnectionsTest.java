package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

class IdleConnectionsTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final int CONNECTIONS_WANTED = 10_000;
    private static final int FILES_FOR_OTHER_USES = 1_000;

    @Test
    @Timeout(120)
    void tenThousandIdleConnectionsDisturbNobodyAndStillWork() throws IOException {
        int count = Math.min(CONNECTIONS_WANTED, openFilesMax() - FILES_FOR_OTHER_USES);
        System.out.println(count + " idle connections of " + CONNECTIONS_WANTED + " wanted");
        List<SocketChannel> idle = new ArrayList<>();
        try (SqsClient sqs = Clients.sync(SERVER.process().sqsAddress())) {
            for (int i = 0; i < count; i++) {
                idle.add(connect());
            }

            String url = sqs.createQueue(request -> request.queueName("busy")).queueUrl();
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("through the crowd"));

            assertThat(sqs.receiveMessage(request -> request.queueUrl(url)).messages())
                    .hasSize(1);
            for (int i = 0; i < count; i += count / 20) {
                assertThat(listQueues(idle.get(i))).as("connection %d", i).startsWith("HTTP/1.1 200");
            }
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
    }

    static SocketChannel connect() throws IOException {
        var address = SERVER.process().sqsAddress();
        return SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    private static String listQueues(SocketChannel channel) throws IOException {
        String request = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n"
                + "Content-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(4096);
        while (answer.position() < "HTTP/1.1 200".length() && channel.read(answer) >= 0) {
            // The status line may come in pieces.
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    private static int openFilesMax() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                String[] columns = line.split("\\s+", -1);
                return columns[3].equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(columns[3]);
            }
        }
        return Integer.MAX_VALUE;
    }
}
