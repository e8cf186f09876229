package dev.skidway.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SettingsChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queues that come into being by being used, and what a new queue gets. */
@Timeout(60)
class QueuePolicyTest {

    private static final QueueName ORDERS = new QueueName("a", "orders");
    private static final QueuePolicy ON_USE = new QueuePolicy(true, 5_000, 120_000);

    @TempDir
    Path folder;

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T reply) -> reply;
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.rejection());
        };
    }

    private static Object refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).rejection().reason();
    }

    private static SendMessages message(QueueName queue) {
        return new SendMessages(queue, List.of(new NewMessage("body".getBytes(UTF_8), new byte[0], 4, "k", 0, -1)));
    }

    private static ReceiveMessages receive() {
        return new ReceiveMessages(ORDERS, 1, -1, 0);
    }

    private static CreateQueue creation(@Nullable Long leaseMillis) {
        SettingsChange settings = new SettingsChange(
                null, null, null, null, leaseMillis, null, null, null, FifoChange.NONE, Collections.emptySortedMap());
        return new CreateQueue(ORDERS, settings, Collections.emptySortedMap(), new Origin("test", "1"));
    }

    private static QueueView view(RunningNode running, QueueName queue) {
        return done(running.node().getQueue(new GetQueue(queue)));
    }

    @Test
    void aSendCreatesItsQueueAsTheDefaultsSay() throws IOException {
        try (RunningNode running = RunningNode.small(folder, ON_USE)) {
            SendResult result =
                    done(running.node().jobs().send(message(ORDERS))).getFirst();

            assertThat(result).isInstanceOf(SendResult.Stored.class);
            assertThat(view(running, ORDERS).visible()).isOne();
            assertThat(view(running, ORDERS).settings().visibilityMillis()).isEqualTo(5_000);
            assertThat(view(running, ORDERS).settings().retentionMillis()).isEqualTo(120_000);
        }
    }

    @Test
    void aWorkerCreatesItsQueueToo() throws IOException {
        try (RunningNode running = RunningNode.small(folder, ON_USE)) {
            CallerGone never = action -> {};

            assertThat(done(running.node().jobs().lease(receive(), never))).isEmpty();

            assertThat(view(running, ORDERS).visible()).isZero();
        }
    }

    @Test
    void theNameSaysWhetherAQueueKeepsTheOrderOfEachKey() throws IOException {
        QueueName ordered = new QueueName("a", "orders.fifo");
        try (RunningNode running = RunningNode.small(folder, ON_USE)) {
            NewMessage first = new NewMessage("body".getBytes(UTF_8), new byte[0], 4, "k", 0, -1, "id");

            done(running.node().jobs().send(new SendMessages(ordered, List.of(first))));

            assertThat(view(running, ordered).settings().fifo()).isNotNull();
            assertThat(view(running, ordered).visible()).isOne();
        }
    }

    @Test
    void nothingIsCreatedByUseUnlessAskedFor() throws IOException {
        try (RunningNode running = RunningNode.small(folder)) {
            assertThat(refusal(running.node().jobs().send(message(ORDERS)))).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
            assertThat(refusal(running.node().getQueue(new GetQueue(ORDERS))))
                    .isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        }
    }

    @Test
    void sqsNeverCreatesByUse() throws IOException {
        try (RunningNode running = RunningNode.small(folder, ON_USE)) {
            assertThat(refusal(running.node().send(message(ORDERS)))).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        }
    }

    @Test
    void whatCannotBeCreatedIsRefusedWithTheReason() throws IOException {
        try (RunningNode running = RunningNode.small(folder, ON_USE)) {
            assertThat(refusal(running.node().jobs().send(message(new QueueName("a", "no such name!")))))
                    .isEqualTo(QueueRejection.QUEUE_NAME_INVALID);
            done(running.node().jobs().send(message(ORDERS)));
            done(running.node().deleteQueue(new DeleteQueue(ORDERS, new Origin("test", "2"))));

            assertThat(refusal(running.node().jobs().send(message(ORDERS))))
                    .isEqualTo(QueueRejection.QUEUE_DELETED_RECENTLY);
        }
    }

    @Test
    void defaultsSayNothingOfAQueueThatIsThere() throws IOException {
        try (RunningNode running = RunningNode.small(folder, ON_USE)) {
            assertThat(done(running.node().createQueue(creation(7_000L))).created())
                    .isTrue();

            assertThat(done(running.node().createQueue(creation(null))).created())
                    .isFalse();
            assertThat(refusal(running.node().createQueue(creation(8_000L)))).isEqualTo(QueueRejection.QUEUE_EXISTS);

            assertThat(view(running, ORDERS).settings().visibilityMillis()).isEqualTo(7_000);
            assertThat(view(running, ORDERS).settings().retentionMillis()).isEqualTo(120_000);
        }
    }

    @Test
    void boundsAreThoseOfTheSettings() {
        assertThatThrownBy(() -> new QueuePolicy(false, -1, 60_000)).hasMessageContaining("default-lease-millis");
        assertThatThrownBy(() -> new QueuePolicy(false, 0, 59_999)).hasMessageContaining("default-retention-millis");
    }
}
