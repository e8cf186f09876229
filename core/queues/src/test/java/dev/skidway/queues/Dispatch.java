package dev.skidway.queues;

import dev.skidway.engine.EngineHarness;
import java.util.List;

/** Short words for what tests set of dispatch. */
final class Dispatch {

    private Dispatch() {}

    static void set(EngineHarness<QueueDomain> engine, DispatchChange change) {
        set(engine, Q.ORDERS, change);
    }

    static void set(EngineHarness<QueueDomain> engine, QueueName queue, DispatchChange change) {
        engine.done(new SetQueueSettings(queue, new SettingsChange(change), Q.ORIGIN));
    }

    static SetKeySettings key(String key, KeyChange change) {
        return new SetKeySettings(Q.ORDERS, List.of(new SetKeySettings.Change(key, change)), Q.ORIGIN);
    }

    static DispatchChange concurrency(int max) {
        return new DispatchChange(null, max, null, null, null, null);
    }

    static DispatchChange rate(RateLimit rate) {
        return new DispatchChange(null, null, rate, null, null, null);
    }

    static KeyLimits keyConcurrency(int max) {
        return new KeyLimits(max, RateLimit.NONE, DispatchSettings.UNLIMITED);
    }

    static KeyLimits keyRate(RateLimit rate) {
        return new KeyLimits(DispatchSettings.UNLIMITED, rate, DispatchSettings.UNLIMITED);
    }

    static KeyLimits backlog(int max) {
        return new KeyLimits(DispatchSettings.UNLIMITED, RateLimit.NONE, max);
    }

    static SetLimit limit(String name, int concurrencyMax, RateLimit rate) {
        return new SetLimit(new LimitName(Q.ORDERS.namespace(), name), concurrencyMax, rate, Q.ORIGIN);
    }

    static List<String> keys(List<LeasedMessage> messages) {
        return messages.stream().map(message -> KeyStates.nameOf(message.key())).toList();
    }
}
