package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a queue should hold, kept in the simplest way: a map from identity to message. */
final class QueueModel {

    private final Map<MessageRef, Message> messages = new HashMap<>();
    private long retentionMillis;

    /** One message; {@code untilMillis} is the end of its delay or lease, or -1 when it is ready. */
    private static final class Message {
        String body = "";
        String key = "";
        long sentAt;
        long untilMillis = -1;
        long firstReceivedAt;
        int receiveCount;
    }

    void created(long retention) {
        messages.clear();
        retentionMillis = retention;
    }

    void purged() {
        messages.clear();
    }

    void retain(long millis, long now) {
        retentionMillis = millis;
        advanceTo(now);
    }

    void advanceTo(long now) {
        messages.values().removeIf(message -> message.sentAt + retentionMillis <= now);
        for (Message message : messages.values()) {
            if (message.untilMillis >= 0 && message.untilMillis <= now) {
                message.untilMillis = -1;
            }
        }
    }

    void sent(MessageRef ref, NewMessage sent, long now) {
        Message message = new Message();
        message.body = new String(sent.body(), StandardCharsets.UTF_8);
        message.key = String.valueOf(sent.key());
        message.sentAt = now;
        message.untilMillis = sent.delayMillis() > 0 ? now + sent.delayMillis() : -1;
        assertThat(messages.put(ref, message)).as("identity used once").isNull();
    }

    void moved(String body, long now) {
        boolean found = messages.values().removeIf(message -> message.body.equals(body) && message.untilMillis <= now);
        assertThat(found)
                .as("only what was there, and is ready, is moved: %s", body)
                .isTrue();
    }

    long readyBeforeReceive() {
        return ready();
    }

    void received(LeasedMessage leased, String body, long visibility, long now) {
        Message message = messages.get(leased.lease().message());
        assertThat(message).as("only what was sent is received").isNotNull();
        assertThat(message.untilMillis).as("only what is ready is received").isEqualTo(-1);
        assertThat(body).isEqualTo(message.body);
        assertThat(String.valueOf(leased.key())).isEqualTo(message.key);
        assertThat(leased.enqueuedAtMillis()).isEqualTo(message.sentAt);
        message.receiveCount++;
        if (message.receiveCount == 1) {
            message.firstReceivedAt = now;
        }
        assertThat(leased.receiveCount()).isEqualTo(message.receiveCount);
        assertThat(leased.firstReceivedAtMillis()).isEqualTo(message.firstReceivedAt);
        message.untilMillis = now + visibility;
    }

    DeleteMessages.Result deleted(LeaseRef lease) {
        Message message = messages.get(lease.message());
        if (message == null) {
            return DeleteMessages.Result.ALREADY_GONE;
        }
        if (message.receiveCount > lease.lease()) {
            return DeleteMessages.Result.LEASED_AGAIN;
        }
        messages.remove(lease.message());
        return DeleteMessages.Result.DELETED;
    }

    ChangeVisibility.Result changed(LeaseRef lease, long visibility, long now) {
        Message message = messages.get(lease.message());
        if (message == null) {
            return ChangeVisibility.Result.GONE;
        }
        if (message.receiveCount > lease.lease()) {
            return ChangeVisibility.Result.LEASED_AGAIN;
        }
        if (message.untilMillis >= 0) {
            message.untilMillis = visibility == 0 ? -1 : now + visibility;
        }
        return ChangeVisibility.Result.CHANGED;
    }

    long ready() {
        return messages.values().stream()
                .filter(message -> message.untilMillis < 0)
                .count();
    }

    long leased() {
        return messages.values().stream()
                .filter(message -> message.untilMillis >= 0 && message.receiveCount > 0)
                .count();
    }

    long delayed() {
        return messages.values().stream()
                .filter(message -> message.untilMillis >= 0 && message.receiveCount == 0)
                .count();
    }

    long oldest() {
        return messages.values().stream()
                .mapToLong(message -> message.sentAt)
                .min()
                .orElse(-1);
    }
}
