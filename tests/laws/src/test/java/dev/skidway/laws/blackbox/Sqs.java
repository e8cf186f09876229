package dev.skidway.laws.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A plain client of the SQS port: JSON in, JSON out. */
final class Sqs implements AutoCloseable {

    /** What came back. */
    record Answer(int status, JsonNode body) {

        String receiptHandle() {
            return body.at("/Messages/0/ReceiptHandle").asText();
        }

        String error() {
            String type = body.path("__type").asText();
            return type.substring(type.indexOf('#') + 1);
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;

    Sqs(int port) {
        this.port = port;
    }

    CompletableFuture<Answer> begin(String action, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(this::answer);
    }

    Answer call(String action, String body) {
        try {
            return begin(action, body).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io ? new UncheckedIOException(io) : e;
        }
    }

    Answer create(String queue) {
        return call("CreateQueue", "{\"QueueName\":\"" + queue + "\"}");
    }

    Answer send(String queue, String body) {
        return call("SendMessage", "{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"" + body + "\"}");
    }

    Answer receive(String queue) {
        return call("ReceiveMessage", "{\"QueueUrl\":\"" + queue + "\",\"MaxNumberOfMessages\":10}");
    }

    Answer delete(String queue, String handle) {
        return call("DeleteMessage", "{\"QueueUrl\":\"" + queue + "\",\"ReceiptHandle\":\"" + handle + "\"}");
    }

    private Answer answer(HttpResponse<String> response) {
        try {
            String body = response.body().isEmpty() ? "{}" : response.body();
            return new Answer(response.statusCode(), json.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
