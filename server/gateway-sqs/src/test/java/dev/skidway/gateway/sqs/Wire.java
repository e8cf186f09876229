package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A gateway on a free port and a plain client that talks to it byte by byte. */
final class Wire implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SqsGateway gateway;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Wire(QueueService service) {
        this(service, SqsGatewayConfig.loopback(0));
    }

    Wire(QueueService service, SqsGatewayConfig config) {
        gateway = SqsGateway.start(service, config);
    }

    SqsGateway gateway() {
        return gateway;
    }

    int port() {
        return gateway.port();
    }

    String url(String queue) {
        return "http://localhost:" + port() + "/000000000000/" + queue;
    }

    /** Posts a JSON request for an action. */
    HttpResponse<String> call(String action, String json) {
        return send(request("/", action)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Posts a form of the Query protocol; headers are names and values in turn. */
    HttpResponse<String> form(String path, String form, String... headers) {
        HttpRequest.Builder request = plain(path)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    /** Asks by a query string; headers are names and values in turn. */
    HttpResponse<String> get(String pathAndQuery, String... headers) {
        HttpRequest.Builder request = plain(pathAndQuery);
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    private HttpRequest.Builder plain(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(PATIENCE);
    }

    HttpRequest.Builder request(String path, String action) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A raw connection, for bytes that no client library sends. */
    Socket socket() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** The bytes of a whole request; its length is added unless a header frames it otherwise. */
    static byte[] bytes(String action, String json, String... headers) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Content-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AmazonSQS.")
                .append(action)
                .append("\r\n");
        boolean framed = false;
        for (String header : headers) {
            head.append(header).append("\r\n");
            framed |= header.startsWith("Content-Length") || header.startsWith("Transfer-Encoding");
        }
        if (!framed) {
            head.append("Content-Length: ")
                    .append(json.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return head.append("\r\n").append(json).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        gateway.stop();
    }
}
