package dev.skidway.compat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** One client under chaos: sends, receives, deletes most of what it received, and books every acknowledgement. */
final class ChaosClient implements Runnable {

    private static final int BATCH = 10;
    private static final double DELETE_SHARE = 0.8;

    private final SqsClient sqs;
    private final String queueUrl;
    private final ChaosBooks books;
    private final SplittableRandom random;
    private final long leaseNanos;
    private final Runnable pauseAfterFailure;
    private volatile boolean stopped;

    ChaosClient(
            SqsClient sqs,
            String queueUrl,
            ChaosBooks books,
            SplittableRandom random,
            Duration lease,
            Runnable pauseAfterFailure) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.books = books;
        this.random = random;
        leaseNanos = lease.toNanos();
        this.pauseAfterFailure = pauseAfterFailure;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                send();
                receiveAndDelete(DELETE_SHARE, 0);
            } catch (SdkException e) {
                // The server is dead or starting. What was in flight has an unknown outcome, which the books allow for.
                pauseAfterFailure.run();
            }
        }
    }

    private void send() {
        List<Long> numbers = new ArrayList<>();
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            long number = books.open();
            numbers.add(number);
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(ChaosBooks.body(number))
                    .build());
        }
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries))
                .successful()
                .forEach(entry -> books.sendAcknowledged(numbers.get(Integer.parseInt(entry.id()))));
    }

    /** Receives once and deletes about that share; returns the numbers that came. */
    List<Long> receiveAndDelete(double deleteShare, int waitSeconds) {
        long startNanos = System.nanoTime();
        List<Message> messages = sqs.receiveMessage(request ->
                        request.queueUrl(queueUrl).maxNumberOfMessages(BATCH).waitTimeSeconds(waitSeconds))
                .messages();
        long answerNanos = System.nanoTime();
        List<Long> numbers = new ArrayList<>();
        List<Long> deleted = new ArrayList<>();
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            long number = books.received(message.body(), startNanos, answerNanos);
            if (number >= 0) {
                numbers.add(number);
                if (random.nextDouble() < deleteShare) {
                    books.deleteTried(number);
                    entries.add(DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(deleted.size()))
                            .receiptHandle(message.receiptHandle())
                            .build());
                    deleted.add(number);
                }
            }
        }
        delete(entries, deleted, startNanos);
        return numbers;
    }

    private void delete(List<DeleteMessageBatchRequestEntry> entries, List<Long> numbers, long leasedNanos) {
        if (entries.isEmpty()) {
            return;
        }
        var answer =
                sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        long now = System.nanoTime();
        // An acknowledged delete binds only while the lease holds: afterwards the message may have gone to somebody
        // else.
        if (now - leasedNanos < leaseNanos) {
            answer.successful()
                    .forEach(entry -> books.deleteAcknowledged(numbers.get(Integer.parseInt(entry.id())), now));
        }
    }
}
