package dev.skidway.engine;

import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueDomain;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SettingsChange;
import dev.skidway.queues.StartMoveTask;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A short life of some queues, for the frames and the snapshot that it leaves. */
final class History {

    private static final Origin ORIGIN = new Origin("fuzz", "1");
    private static final QueueName ORDERS = new QueueName("a", "orders");
    private static final QueueName DEAD = new QueueName("a", "dead");
    private static final QueueName FIFO = new QueueName("a", "f.fifo");
    private static final QueueName OTHER = new QueueName("a", "other");

    private History() {}

    static EngineHarness<QueueDomain> lived() {
        EngineHarness<QueueDomain> engine = new EngineHarness<>(History::domain, 1, EngineLimits.DEFAULT);
        engine.done(create(DEAD, settings(null, FifoChange.NONE)));
        engine.done(create(ORDERS, settings(new DeadLetterPolicy("dead", 1), FifoChange.NONE)));
        engine.done(create(FIFO, settings(null, new FifoChange(true, null, null, null))));
        engine.done(create(OTHER, settings(null, FifoChange.NONE)));
        engine.done(new SendMessages(
                ORDERS, List.of(message("one", "k", -1), message("two", null, 60_000), message("three", null, -1))));
        engine.done(new SendMessages(FIFO, List.of(message("four", "g", -1), message("five", "g", -1))));
        engine.done(new SendMessages(OTHER, List.of(message("six", null, -1))));
        List<LeasedMessage> leased =
                engine.done(new ReceiveMessages(ORDERS, 10, 1_000, 0)).messages();
        engine.done(new ReceiveMessages(FIFO, 1, 30_000, 0));
        engine.done(new ChangeVisibility(
                ORDERS, List.of(new ChangeVisibility.Change(leased.getFirst().lease(), 0))));
        engine.done(new DeleteMessages(ORDERS, List.of(leased.getLast().lease())));
        engine.done(new ReceiveMessages(ORDERS, 10, 1_000, 0));
        engine.done(new StartMoveTask(DEAD, null, 0, ORIGIN));
        engine.advanceMillis(2_000);
        engine.settle();
        engine.done(new PurgeQueue(OTHER, ORIGIN));
        engine.done(new DeleteQueue(OTHER, ORIGIN));
        engine.done(new SendMessages(ORDERS, List.of(message("seven", "k2", -1))));
        engine.snapshot();
        return engine;
    }

    static QueueDomain domain() {
        return new QueueDomain(position -> position >>> 22);
    }

    private static CreateQueue create(QueueName name, SettingsChange settings) {
        return new CreateQueue(name, settings, Collections.emptySortedMap(), ORIGIN);
    }

    private static SettingsChange settings(@Nullable DeadLetterPolicy policy, FifoChange fifo) {
        return new SettingsChange(null, null, null, null, null, null, policy, null, fifo, Collections.emptySortedMap());
    }

    private static NewMessage message(String body, @Nullable String key, long delayMillis) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new NewMessage(bytes, new byte[] {7}, bytes.length, key, 0, delayMillis, body).hashed();
    }
}
