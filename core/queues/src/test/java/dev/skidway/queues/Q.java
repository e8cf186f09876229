package dev.skidway.queues;

import dev.skidway.engine.EngineHarness;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short words for the commands that tests give. */
final class Q {

    static final QueueName ORDERS = new QueueName("000000000000", "orders");
    static final Origin ORIGIN = new Origin("anonymous", "request-1");
    static final SortedMap<String, String> NONE = Collections.emptySortedMap();
    static final SettingsChange DEFAULTS = new SettingsChange(null, null, null, null, null, null, NONE);

    private Q() {}

    /** A domain over the segments of the harness, 4 MiB each. */
    static QueueDomain domain() {
        return new QueueDomain(position -> position >>> 22);
    }

    /** Puts every chunk away, whatever it holds, as soon as it may. */
    static QueueDomain spilling() {
        return new QueueDomain(position -> position >>> 22, 1);
    }

    static CreateQueue create(QueueName name) {
        return new CreateQueue(name, DEFAULTS, NONE, ORIGIN);
    }

    static CreateQueue create(QueueName name, SettingsChange settings) {
        return new CreateQueue(name, settings, NONE, ORIGIN);
    }

    static SettingsChange retention(long millis) {
        return new SettingsChange(null, null, millis, null, null, null, NONE);
    }

    static SettingsChange inFlight(long max) {
        return new SettingsChange(null, null, null, null, null, max, NONE);
    }

    static SettingsChange deadLetters(DeadLetterPolicy policy) {
        return new SettingsChange(null, null, null, null, null, null, policy, null, NONE);
    }

    static SettingsChange sources(DeadLetterSources.Allowed allowed, String... names) {
        DeadLetterSources sources = new DeadLetterSources(allowed, List.of(names));
        return new SettingsChange(null, null, null, null, null, null, null, sources, NONE);
    }

    static SettingsChange extra(String name, String value) {
        return new SettingsChange(null, null, null, null, null, null, new TreeMap<>(java.util.Map.of(name, value)));
    }

    static NewMessage message(String body) {
        return message(body, null, 0, -1);
    }

    static NewMessage message(String body, @Nullable String key) {
        return message(body, key, 0, -1);
    }

    static NewMessage message(String body, @Nullable String key, int priority, long delayMillis) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new NewMessage(bytes, new byte[] {7}, bytes.length, key, priority, delayMillis);
    }

    static SendMessages send(NewMessage... messages) {
        return new SendMessages(ORDERS, List.of(messages));
    }

    static SendMessages send(int count) {
        return new SendMessages(
                ORDERS,
                IntStream.range(0, count).mapToObj(i -> message("body " + i)).toList());
    }

    static SendMessages send(int count, String key) {
        return new SendMessages(
                ORDERS,
                IntStream.range(0, count).mapToObj(i -> message(key, key)).toList());
    }

    static ReceiveMessages receive(int countMax) {
        return new ReceiveMessages(ORDERS, countMax, -1, 0);
    }

    static ReceiveMessages receive(int countMax, long visibilityMillis, long waitMillis) {
        return new ReceiveMessages(ORDERS, countMax, visibilityMillis, waitMillis);
    }

    static DeleteMessages delete(List<LeasedMessage> messages) {
        return new DeleteMessages(
                ORDERS, messages.stream().map(LeasedMessage::lease).toList());
    }

    static DeleteMessages delete(LeaseRef... leases) {
        return new DeleteMessages(ORDERS, List.of(leases));
    }

    static ChangeVisibility visibility(LeasedMessage message, long millis) {
        return new ChangeVisibility(ORDERS, List.of(new ChangeVisibility.Change(message.lease(), millis)));
    }

    static List<LeasedMessage> received(EngineHarness<QueueDomain> engine, ReceiveMessages command) {
        return engine.done(command).messages();
    }

    static LeasedMessage one(EngineHarness<QueueDomain> engine) {
        return received(engine, receive(1)).getFirst();
    }

    static QueueView view(EngineHarness<QueueDomain> engine) {
        return engine.done(new GetQueue(ORDERS));
    }

    static List<String> bodies(EngineHarness<QueueDomain> engine, List<LeasedMessage> messages) {
        return messages.stream()
                .map(message -> new String(
                        engine.read(message.payloadPosition() + message.headerBytes(), message.bodyBytes()),
                        StandardCharsets.UTF_8))
                .toList();
    }
}
