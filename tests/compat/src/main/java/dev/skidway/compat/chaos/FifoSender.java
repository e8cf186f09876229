package dev.skidway.compat.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends to groups of a FIFO queue that nobody else sends to, so that their order is known.
 *
 * <p>A batch without an answer is sent again, with the same deduplication ids, until there is one; only then comes the next. An entry
 * that an answer refuses is given up. One call at a time; for one thread.
 */
final class FifoSender implements Sender {

    private static final int GROUPS = 32;

    private final SqsCalls calls;
    private final String queueUrl;
    private final History history;
    private final Chance chance;
    private final int firstGroup;
    private List<Long> numbers = List.of();
    private List<SendMessageBatchRequestEntry> unanswered = List.of();

    /** With groups of its own, chosen by {@code client}. */
    FifoSender(SqsCalls calls, String queueUrl, History history, Chance chance, int client) {
        this.calls = calls;
        this.queueUrl = queueUrl;
        this.history = history;
        this.chance = chance;
        firstGroup = client * GROUPS;
    }

    @Override
    public CompletableFuture<Void> send() {
        if (unanswered.isEmpty()) {
            prepare();
        }
        return calls.send(SendMessageBatchRequest.builder()
                        .queueUrl(queueUrl)
                        .entries(unanswered)
                        .build())
                .thenAccept(this::answered);
    }

    private void prepare() {
        List<Long> next = new ArrayList<>();
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            long number = history.nextNumber();
            int group = firstGroup + chance.nextInt(GROUPS);
            history.add(new Entry.Opened(number, group, System.nanoTime(), 0));
            next.add(number);
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(Bodies.of(number))
                    .messageGroupId(Integer.toString(group))
                    .messageDeduplicationId(Long.toString(number))
                    .build());
        }
        numbers = next;
        unanswered = entries;
    }

    private void answered(SendMessageBatchResponse answer) {
        answer.successful()
                .forEach(entry -> history.add(new Entry.Acknowledged(
                        numbers.get(Integer.parseInt(entry.id())), MessageIds.of(entry.messageId()))));
        unanswered = List.of();
    }
}
