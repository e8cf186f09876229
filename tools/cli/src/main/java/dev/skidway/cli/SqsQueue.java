package dev.skidway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A queue of a running server, spoken to over SQS. */
final class SqsQueue implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final int THROTTLED_MAX = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String account;
    private final String name;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();

    SqsQueue(String target, String account, String name) {
        try {
            server = URI.create(target.contains("://") ? target : "http://" + target);
        } catch (IllegalArgumentException e) {
            throw unusable("expected host:port of the SQS port, found '" + target + "'", e);
        }
        this.account = account;
        this.name = name;
    }

    String url() {
        return server + "/" + account + "/" + name;
    }

    /** Fails if there is no such queue. */
    void check() {
        HttpResponse<byte[]> answer;
        try {
            answer = post(
                    "GetQueueAttributes",
                    JSON.createObjectNode().put("QueueUrl", url()).toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable("expected a running server whose SQS port is " + server + ", found " + e, e);
        }
        if (answer.statusCode() != 200) {
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (text.contains("QueueDoesNotExist") || text.contains("NonExistentQueue")) {
                throw new SkidwayException(
                        CliError.QUEUE_UNKNOWN,
                        Severity.FAIL_REQUEST,
                        "expected a queue at " + url() + ", found none; create it with the settings it shall have");
            }
            throw unusable(server + " answered " + answer.statusCode() + ": " + text, null);
        }
    }

    /**
     * Sends a batch; waits a bounded time while the server turns it away.
     *
     * @throws IOException when it is not known whether anything of it was stored
     */
    JsonNode send(byte[] batch) throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> answer = post("SendMessageBatch", batch);
            if (answer.statusCode() == 200) {
                return JSON.readTree(answer.body());
            }
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            boolean throttled = text.contains("Throttl") || answer.statusCode() == 503;
            if (!throttled || attempt == THROTTLED_MAX) {
                throw new SkidwayException(
                        CliError.SERVER_UNUSABLE,
                        Severity.FAIL_REQUEST,
                        server + " answered " + answer.statusCode() + ": " + text);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private HttpResponse<byte[]> post(String action, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/"))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static SkidwayException unusable(String what, @Nullable Exception cause) {
        return new SkidwayException(CliError.SERVER_UNUSABLE, Severity.RETRY, what, cause);
    }

    @Override
    public void close() {
        http.close();
    }
}
