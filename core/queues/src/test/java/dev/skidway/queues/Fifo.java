package dev.skidway.queues;

import dev.skidway.engine.EngineHarness;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short words for what tests do with FIFO queues. */
final class Fifo {

    static final QueueName ORDERS = new QueueName("000000000000", "orders.fifo");
    static final QueueName FAILED = new QueueName("000000000000", "failed.fifo");

    private Fifo() {}

    static CreateQueue create() {
        return create(ORDERS);
    }

    static CreateQueue create(QueueName name) {
        return Q.create(name, change(new FifoChange(true, null, null, null)));
    }

    static SettingsChange change(FifoChange fifo) {
        return new SettingsChange(null, null, null, null, null, null, null, null, fifo, Q.NONE);
    }

    static SettingsChange contentBased(boolean on) {
        return change(new FifoChange(null, on, null, null));
    }

    static SettingsChange scope(FifoSettings.DeduplicationScope scope) {
        return change(new FifoChange(null, null, scope, null));
    }

    static NewMessage message(String body, @Nullable String group, @Nullable String deduplicationId) {
        return message(body, group, deduplicationId, 0);
    }

    static NewMessage message(String body, @Nullable String group, @Nullable String deduplicationId, int priority) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new NewMessage(bytes, new byte[] {7}, bytes.length, group, priority, -1, deduplicationId).hashed();
    }

    /** Messages to one group, known by their bodies. */
    static SendMessages send(String group, String... bodies) {
        return new SendMessages(
                ORDERS,
                Arrays.stream(bodies).map(body -> message(body, group, body)).toList());
    }

    static SendMessages send(String group, int count) {
        return send(
                group, IntStream.range(0, count).mapToObj(i -> group + " " + i).toArray(String[]::new));
    }

    static ReceiveMessages receive(int countMax) {
        return new ReceiveMessages(ORDERS, countMax, -1, 0);
    }

    static ReceiveMessages receive(int countMax, long visibilityMillis, long waitMillis) {
        return new ReceiveMessages(ORDERS, countMax, visibilityMillis, waitMillis);
    }

    static List<LeasedMessage> received(EngineHarness<QueueDomain> engine, int countMax) {
        return engine.done(receive(countMax)).messages();
    }

    static List<String> bodies(EngineHarness<QueueDomain> engine, int countMax) {
        return Q.bodies(engine, received(engine, countMax));
    }

    static DeleteMessages delete(LeasedMessage... messages) {
        return new DeleteMessages(
                ORDERS, Arrays.stream(messages).map(LeasedMessage::lease).toList());
    }

    static ChangeVisibility visibility(LeasedMessage message, long millis) {
        return new ChangeVisibility(ORDERS, List.of(new ChangeVisibility.Change(message.lease(), millis)));
    }

    static QueueView view(EngineHarness<QueueDomain> engine) {
        return engine.done(new GetQueue(ORDERS));
    }
}
