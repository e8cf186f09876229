package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a FIFO queue should hold, kept in the simplest way: a list for each group, and a map of ids sent lately. */
final class FifoModel {

    static final int RECEIVES_MAX = 3;

    private final Map<String, List<Message>> groups = new LinkedHashMap<>();
    private final Map<String, Sent> sent = new HashMap<>();
    int deadCount;

    /** One message; {@code untilMillis} is the end of its lease, or -1. */
    static final class Message {
        final MessageRef ref;
        final String body;
        long untilMillis = -1;
        int receiveCount;

        Message(MessageRef ref, String body) {
            this.ref = ref;
            this.body = body;
        }
    }

    private record Sent(MessageRef ref, long atMillis) {}

    void advanceTo(long now) {
        groups.values()
                .forEach(group -> group.forEach(message -> {
                    if (message.untilMillis <= now) {
                        message.untilMillis = -1;
                    }
                }));
        sent.values().removeIf(each -> each.atMillis + QueueLimits.DEDUPLICATION_MILLIS <= now);
    }

    void purged() {
        groups.clear();
        sent.clear();
    }

    void sent(String group, String id, String body, SendResult.Stored result, long now) {
        Sent before = sent.get(id);
        assertThat(result.duplicate()).as("%s is a duplicate", id).isEqualTo(before != null);
        if (before != null) {
            assertThat(result.message()).isEqualTo(before.ref);
            return;
        }
        sent.put(id, new Sent(result.message(), now));
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(new Message(result.message(), body));
    }

    /** One receive took these, in order; dead letters are gone already. */
    void received(List<LeasedMessage> leased, List<String> bodies, int countMax, long until) {
        List<String> served = new ArrayList<>();
        for (int index = 0; index < leased.size(); index++) {
            String group = String.valueOf(leased.get(index).key());
            if (served.isEmpty() || !served.getLast().equals(group)) {
                assertThat(served).as("one group after the other").doesNotContain(group);
                served.add(group);
            }
            Message next = Objects.requireNonNull(next(group), "a message of " + group + " that may be received");
            assertThat(bodies.get(index)).isEqualTo(next.body);
            assertThat(next.receiveCount).as("receives before").isLessThan(RECEIVES_MAX);
            next.receiveCount++;
            assertThat(leased.get(index).receiveCount()).isEqualTo(next.receiveCount);
            next.untilMillis = Long.MAX_VALUE;
        }
        if (leased.size() < countMax) {
            // It looked at everything there was.
            groups.keySet()
                    .forEach(group ->
                            assertThat(next(group)).as("more of %s", group).isNull());
        }
        for (LeasedMessage message : leased) {
            Objects.requireNonNull(find(message.lease().message())).untilMillis = until;
        }
    }

    /** The first message of a group that may be received, when this receive has leased those before it. */
    private @Nullable Message next(String group) {
        for (Message message : groups.getOrDefault(group, List.of())) {
            if (message.untilMillis < 0) {
                return message;
            }
            if (message.untilMillis != Long.MAX_VALUE) {
                return null;
            }
        }
        return null;
    }

    /** These moved on as dead letters, in this order, before the same receive leased anything. */
    void moved(List<LeasedMessage> letters) {
        for (LeasedMessage letter : letters) {
            Message message = Objects.requireNonNull(next(String.valueOf(letter.key())), "first of its group");
            assertThat(message.ref).isEqualTo(letter.identity());
            assertThat(message.receiveCount).isGreaterThanOrEqualTo(RECEIVES_MAX);
            groups.values().forEach(group -> group.remove(message));
            deadCount++;
        }
    }

    private @Nullable Message find(MessageRef ref) {
        return groups.values().stream()
                .flatMap(List::stream)
                .filter(message -> message.ref.equals(ref))
                .findFirst()
                .orElse(null);
    }

    DeleteMessages.Result deleted(LeaseRef lease) {
        Message message = find(lease.message());
        if (message == null) {
            return DeleteMessages.Result.ALREADY_GONE;
        }
        if (message.untilMillis < 0 || message.receiveCount != lease.lease()) {
            return DeleteMessages.Result.EXPIRED;
        }
        groups.values().forEach(group -> group.remove(message));
        return DeleteMessages.Result.DELETED;
    }

    ChangeVisibility.Result changed(LeaseRef lease, long visibility, long now) {
        Message message = find(lease.message());
        if (message == null) {
            return ChangeVisibility.Result.GONE;
        }
        if (message.untilMillis < 0 || message.receiveCount != lease.lease()) {
            return ChangeVisibility.Result.EXPIRED;
        }
        message.untilMillis = visibility == 0 ? -1 : now + visibility;
        return ChangeVisibility.Result.CHANGED;
    }

    long ready() {
        return count(false);
    }

    long leased() {
        return count(true);
    }

    private long count(boolean leased) {
        return groups.values().stream()
                .flatMap(List::stream)
                .filter(message -> message.untilMillis >= 0 == leased)
                .count();
    }
}
