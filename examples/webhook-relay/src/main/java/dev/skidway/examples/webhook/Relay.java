package dev.skidway.examples.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends webhooks into a queue and relays them from there until each one is delivered.
 *
 * <p>A message is deleted only after the endpoint accepted it. One that was refused comes back by itself: its visibility is
 * set to a growing pause, and should a worker die, the queue's visibility timeout brings its messages back.
 */
final class Relay {

    private static final String EVENT = "event";
    /** SQS takes at most 1 MiB a batch; ten payloads of this example are far below. */
    private static final int BATCH = 10;

    private static final int LONG_POLL_SECONDS = 2;
    /** Short, so that the example ends soon; where endpoints fail for hours, minutes are right. */
    private static final int PAUSE_SECONDS_MAX = 5;

    private static final Duration ENDPOINT_TIMEOUT = Duration.ofSeconds(10);

    private final SqsClient sqs;
    private final String queueUrl;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger delivered = new AtomicInteger();

    Relay(SqsClient sqs, String queueUrl, URI endpoint) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.endpoint = endpoint;
    }

    /** Returns once the queue has all of them for good. */
    void enqueue(List<Webhook> webhooks) {
        for (int from = 0; from < webhooks.size(); from += BATCH) {
            List<Webhook> part = webhooks.subList(from, Math.min(from + BATCH, webhooks.size()));
            SendMessageBatchResponse answer =
                    sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries(part)));
            if (answer.hasFailed() && !answer.failed().isEmpty()) {
                throw new IllegalStateException("not accepted: " + answer.failed());
            }
        }
    }

    /** One worker's loop: relays messages until that many were delivered by all workers together. */
    void work(int deliveriesWanted) throws IOException, InterruptedException {
        while (delivered.get() < deliveriesWanted) {
            List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds(LONG_POLL_SECONDS)
                            .messageAttributeNames(EVENT)
                            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .messages();
            for (Message message : messages) {
                if (deliver(message)) {
                    sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
                    delivered.incrementAndGet();
                } else {
                    comeBackLater(message);
                }
            }
        }
    }

    private boolean deliver(Message message) throws IOException, InterruptedException {
        MessageAttributeValue event = message.messageAttributes().get(EVENT);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(ENDPOINT_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Delivery", message.messageId())
                .header("X-GitHub-Event", event == null ? "unknown" : event.stringValue())
                .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status / 100 == 2;
    }

    private void comeBackLater(Message message) {
        int attempts = Integer.parseInt(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(pauseSeconds(attempts)));
    }

    /** 0, 1, 3 … seconds: the first retry is at once, later ones give the endpoint time. */
    static int pauseSeconds(int attempts) {
        return Math.min(PAUSE_SECONDS_MAX, (1 << Math.min(attempts - 1, 16)) - 1);
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Webhook> webhooks) {
        return IntStream.range(0, webhooks.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(webhooks.get(i).payload())
                        .messageAttributes(Map.of(
                                EVENT,
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue(webhooks.get(i).event())
                                        .build()))
                        .build())
                .toList();
    }
}
