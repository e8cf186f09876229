package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SettingsChange;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FIFO queues as gateways see them: hashed ids, sequence numbers, duplicates, handles that expire. */
class FifoNodeTest {

    private static final QueueName QUEUE = new QueueName("000000000000", "orders.fifo");

    @Test
    void hashesNumbersAndRepeats(@TempDir Path folder) throws Exception {
        try (RunningNode running = RunningNode.small(folder)) {
            Node node = running.node();
            SettingsChange fifo = new SettingsChange(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new FifoChange(true, true, null, null),
                    new TreeMap<>());
            done(node.createQueue(new CreateQueue(QUEUE, fifo, new TreeMap<>(), new Origin("anonymous", "r"))));

            List<SentMessage> sent = done(node.send(new SendMessages(
                    QUEUE, List.of(message("a", null), message("b", "id"), message("a", null), message("c", "id")))));

            SentMessage.Stored first = (SentMessage.Stored) sent.get(0);
            SentMessage.Stored second = (SentMessage.Stored) sent.get(1);
            assertThat(sent.get(2)).isEqualTo(new SentMessage.Stored(first.messageId(), first.sequenceNumber(), true));
            assertThat(sent.get(3))
                    .isEqualTo(new SentMessage.Stored(second.messageId(), second.sequenceNumber(), true));
            assertThat(number(second.sequenceNumber())).isGreaterThan(number(first.sequenceNumber()));

            ReceiveMessages attempt = new ReceiveMessages(QUEUE, 10, -1, 0, "try");
            List<DeliveredMessage> delivered = done(node.receive(attempt, gone -> {}));
            assertThat(delivered)
                    .extracting(DeliveredMessage::sequenceNumber)
                    .containsExactly(first.sequenceNumber(), second.sequenceNumber());
            assertThat(done(node.receive(attempt, gone -> {})))
                    .extracting(DeliveredMessage::receiptHandle)
                    .isEqualTo(delivered.stream()
                            .map(DeliveredMessage::receiptHandle)
                            .toList());

            String handle = delivered.getFirst().receiptHandle();
            done(node.changeVisibility(QUEUE, List.of(new QueueService.VisibilityEntry(handle, 0))));
            assertThat(done(node.delete(QUEUE, List.of(handle)))).containsExactly(QueueService.HandleResult.EXPIRED);
        }
    }

    private static BigInteger number(@Nullable String sequenceNumber) {
        return new BigInteger(String.valueOf(sequenceNumber));
    }

    private static NewMessage message(String body, @Nullable String deduplicationId) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new NewMessage(bytes, new byte[0], bytes.length, "group", 0, -1, deduplicationId);
    }

    private static <R> R done(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R> refused -> throw new AssertionError("refused: " + refused.rejection());
        };
    }
}
