package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.sim.SentMessage.Send;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every send that was ever attempted, found by its number, by the identity of its message, and by its content.
 *
 * <p>A body tells the attempt that first had it. Where clients send the same body again, the identity tells which of those sends a
 * delivery shows; one that nobody was told of is taken for a send that got no answer and can have had one at no other time.
 */
final class SentMessages {

    private static final int ATTEMPTS_AT_FIRST = 256;

    /** By number of the attempt; they count up from one; grows with history. */
    private @Nullable SentMessage[] byAttempt = new SentMessage[ATTEMPTS_AT_FIRST];

    /** Later sends of a content, by the attempt that first had it. */
    private final Map<Long, List<SentMessage>> again = new HashMap<>();

    private final Map<Identity, SentMessage> byRef = new HashMap<>();

    private record Identity(int partition, MessageRef ref) {

        @Override
        public int hashCode() {
            // The small numbers in it would meet in few buckets.
            long mixed = (ref.queueId() << 48) ^ (ref.lane() << 24) ^ ref.slot() ^ ((long) partition << 56);
            mixed *= 0x9E37_79B9_7F4A_7C15L;
            return (int) (mixed >>> 32);
        }
    }

    void add(SentMessage message) {
        int number = Math.toIntExact(message.attempt);
        if (number >= byAttempt.length) {
            byAttempt = Arrays.copyOf(byAttempt, Math.max(number + 1, 2 * byAttempt.length));
        }
        byAttempt[number] = message;
        if (message.content != message.attempt) {
            again.computeIfAbsent(message.content, absent -> new ArrayList<>()).add(message);
        }
    }

    /** All of them, in the order of their attempts. */
    List<SentMessage> all() {
        List<SentMessage> all = new ArrayList<>();
        for (SentMessage message : byAttempt) {
            if (message != null) {
                all.add(message);
            }
        }
        return all;
    }

    /** The message that had this identity before; if there was none, null, and this one has it now. */
    @Nullable SentMessage identify(int partition, MessageRef ref, SentMessage message) {
        return byRef.putIfAbsent(new Identity(partition, ref), message);
    }

    @Nullable SentMessage find(int partition, MessageRef ref) {
        return byRef.get(new Identity(partition, ref));
    }

    /** The send that a delivery with this content by {@code queue} shows, or null if nobody ever sent it. */
    @Nullable SentMessage delivered(QueueModel queue, long content, LeasedMessage lease, long nowMillis) {
        SentMessage first = content >= 0 && content < byAttempt.length ? byAttempt[(int) content] : null;
        List<SentMessage> others = again.isEmpty() ? null : again.get(content);
        if (first == null || others == null) {
            return first;
        }
        SentMessage known = find(queue.partition, lease.identity());
        if (known != null) {
            return known.content == content ? known : first;
        }
        List<SentMessage> all = new ArrayList<>(others);
        all.addFirst(first);
        SentMessage unanswered = any(all, each -> mayBe(each, lease));
        if (unanswered != null) {
            return unanswered;
        }
        // Those moved that must be there come before those that may be gone.
        SentMessage moved =
                any(all, each -> mayHaveMoved(each, queue, lease, nowMillis) && each.certainlyThere(nowMillis));
        moved = moved == null ? any(all, each -> mayHaveMoved(each, queue, lease, nowMillis)) : moved;
        return moved == null ? first : moved;
    }

    private static @Nullable SentMessage any(List<SentMessage> messages, Predicate<SentMessage> fits) {
        return messages.stream().filter(fits).findFirst().orElse(null);
    }

    /** One that a move task may have given this identity. */
    private static boolean mayHaveMoved(SentMessage message, QueueModel queue, LeasedMessage lease, long nowMillis) {
        return (message.ref != null || isLost(message))
                && message.possiblyThere()
                && Objects.equals(message.key, lease.key())
                && message.submittedAtMillis
                        <= (lease.deadLetterSource() == null ? lease.enqueuedAtMillis() : lease.firstReceivedAtMillis())
                && !message.leasedSurely(nowMillis)
                && message.mayHaveLeft(message.queue)
                && message.queue.movesAhead()
                && (message.queue == queue || message.queue.ways.ahead().contains(queue));
    }

    /** A send that never had an answer, to this group, under way when the delivered one was stored. */
    private static boolean mayBe(SentMessage message, LeasedMessage lease) {
        return isLost(message)
                && message.ref == null
                && Objects.equals(message.key, lease.key())
                && message.submittedAtMillis <= lease.firstReceivedAtMillis()
                && (lease.deadLetterSource() != null
                        || (message.submittedAtMillis <= lease.enqueuedAtMillis()
                                && lease.enqueuedAtMillis() <= message.storedByMillis));
    }

    private static boolean isLost(SentMessage message) {
        return message.send == Send.UNKNOWN && message.storedByMillis != Long.MAX_VALUE;
    }
}
