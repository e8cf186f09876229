package dev.skidway.compat.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends to a standard queue: each message once, a few of them with a delay. What is not answered has an unknown outcome. */
final class StandardSender implements Sender {

    private static final double DELAYED_SHARE = 0.05;

    private final SqsCalls calls;
    private final String queueUrl;
    private final History history;
    private final Chance chance;

    StandardSender(SqsCalls calls, String queueUrl, History history, Chance chance) {
        this.calls = calls;
        this.queueUrl = queueUrl;
        this.history = history;
        this.chance = chance;
    }

    @Override
    public CompletableFuture<Void> send() {
        List<Long> numbers = new ArrayList<>();
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            long number = history.nextNumber();
            int delaySeconds = chance.nextDouble() < DELAYED_SHARE ? 1 : 0;
            history.add(new Entry.Opened(number, Entry.NO_GROUP, System.nanoTime(), delaySeconds));
            numbers.add(number);
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(Bodies.of(number))
                    .delaySeconds(delaySeconds)
                    .build());
        }
        return calls.send(SendMessageBatchRequest.builder()
                        .queueUrl(queueUrl)
                        .entries(entries)
                        .build())
                .thenAccept(answer -> answer.successful()
                        .forEach(entry -> history.add(new Entry.Acknowledged(
                                numbers.get(Integer.parseInt(entry.id())), MessageIds.of(entry.messageId())))));
    }
}
