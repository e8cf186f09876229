package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sends to one queue that can be repeated by their idempotency keys, oldest first. */
final class SendKeys {

    private Map<String, SendKey> byKey = new HashMap<>();
    private final ArrayDeque<SendKey> inOrder = new ArrayDeque<>();
    private final Queue queue;
    private final Parts parts;

    SendKeys(Queue queue, Parts parts) {
        this.queue = queue;
        this.parts = parts;
    }

    /** What is remembered under this key, or null if that is too old. */
    @Nullable SendKey find(String key, long nowMillis) {
        SendKey found = byKey.get(key);
        return found == null || found.atMillis + queue.settings.jobs().idempotencyMillis() <= nowMillis ? null : found;
    }

    /** Remembers a send; it takes the place of one that is too old. */
    void add(SendKey send) {
        parts.add(send);
        inOrder.addLast(send);
        byKey.put(send.key, send);
    }

    long nextDueMillis() {
        return inOrder.isEmpty()
                ? Long.MAX_VALUE
                : inOrder.getFirst().atMillis + queue.settings.jobs().idempotencyMillis();
    }

    void forgetOldest() {
        SendKey oldest = inOrder.removeFirst();
        byKey.remove(oldest.key, oldest);
        parts.remove(oldest);
        if (byKey.isEmpty()) {
            // A table that was large once lets go of its memory.
            byKey = new HashMap<>();
        }
    }

    Iterable<SendKey> inOrder() {
        return inOrder;
    }

    void restore(Fields fields) {
        SendKey send = SendKey.read(fields);
        fields.require(inOrder.isEmpty() || inOrder.getLast().atMillis <= send.atMillis, "sends in order of time");
        add(send);
    }

    void checkConsistency() {
        long before = Long.MIN_VALUE;
        for (SendKey send : inOrder) {
            Invariant.check(byKey.containsKey(send.key), "a send is found by its key");
            Invariant.check(send.atMillis >= before, "sends are in order of time", before, send.atMillis);
            before = send.atMillis;
        }
    }
}
