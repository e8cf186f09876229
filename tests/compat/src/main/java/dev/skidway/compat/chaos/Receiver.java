package dev.skidway.compat.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Receives from one queue, deletes a share of what came, and records both. */
final class Receiver {

    private static final int BATCH = 10;

    private final SqsCalls calls;
    private final String queueUrl;
    private final History history;
    private final Chance chance;
    private final double deleteShare;
    private final long leaseNanos;

    Receiver(SqsCalls calls, String queueUrl, History history, Chance chance, double deleteShare, Duration lease) {
        this.calls = calls;
        this.queueUrl = queueUrl;
        this.history = history;
        this.chance = chance;
        this.deleteShare = deleteShare;
        leaseNanos = lease.toNanos();
    }

    /** Receives once and deletes; tells how many messages came, or fails with what either call failed with. */
    CompletableFuture<Integer> receive(int waitSeconds) {
        long startNanos = System.nanoTime();
        return calls.receive(ReceiveMessageRequest.builder()
                        .queueUrl(queueUrl)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                        .build())
                .thenCompose(answer -> took(answer, startNanos));
    }

    private CompletableFuture<Integer> took(ReceiveMessageResponse answer, long startNanos) {
        long answerNanos = System.nanoTime();
        long answerNumber = history.nextAnswer();
        List<Message> messages = answer.messages();
        for (Message message : messages) {
            history.add(new Entry.Received(
                    answerNumber,
                    Bodies.numberOf(message.body()),
                    MessageIds.of(message.messageId()),
                    countOf(message),
                    startNanos,
                    answerNanos));
        }
        List<Message> unwanted = messages.stream()
                .filter(message -> chance.nextDouble() < deleteShare)
                .toList();
        if (unwanted.isEmpty()) {
            return CompletableFuture.completedFuture(messages.size());
        }
        return delete(unwanted, startNanos).thenApply(deleted -> messages.size());
    }

    private CompletableFuture<DeleteMessageBatchResponse> delete(List<Message> messages, long leasedNanos) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            history.add(new Entry.DeleteTried(MessageIds.of(message.messageId())));
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        return calls.delete(DeleteMessageBatchRequest.builder()
                        .queueUrl(queueUrl)
                        .entries(entries)
                        .build())
                .whenComplete((answer, failure) -> {
                    if (answer != null) {
                        deleted(answer, messages, leasedNanos);
                    }
                });
    }

    private void deleted(DeleteMessageBatchResponse answer, List<Message> messages, long leasedNanos) {
        long now = System.nanoTime();
        // An acknowledged delete binds only while the lease holds: afterwards the message may be somebody else's.
        if (now - leasedNanos < leaseNanos) {
            answer.successful().forEach(entry -> {
                Message message = messages.get(Integer.parseInt(entry.id()));
                history.add(new Entry.DeleteAcknowledged(MessageIds.of(message.messageId()), leasedNanos, now));
            });
        }
    }

    private static int countOf(Message message) {
        return Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
    }
}
