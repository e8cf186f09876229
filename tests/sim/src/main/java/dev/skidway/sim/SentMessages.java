package dev.skidway.sim;

import dev.skidway.queues.MessageRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every send that was ever attempted, found by its number, by the identity of its message, and by what it sent.
 *
 * <p>A body tells the attempt that first had it. Where clients send the same body again, the headers tell which of those sends it is.
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

    /** From now on it has this identity, whoever had it before. */
    void takeOver(int partition, MessageRef ref, SentMessage message) {
        byRef.put(new Identity(partition, ref), message);
    }

    @Nullable SentMessage find(int partition, MessageRef ref) {
        return byRef.get(new Identity(partition, ref));
    }

    /** The send whose body and headers these are, or null if nobody ever sent the body; whether they are whole is not looked at. */
    @Nullable SentMessage delivered(byte[] payload, int headerBytes) {
        long content = Bodies.attempt(payload, headerBytes);
        SentMessage first = content >= 0 && content < byAttempt.length ? byAttempt[(int) content] : null;
        for (SentMessage other : again.isEmpty() ? List.<SentMessage>of() : again.getOrDefault(content, List.of())) {
            if (other.headerBytes == headerBytes && Bodies.headersAre(payload, other.attempt, headerBytes)) {
                return other;
            }
        }
        return first;
    }
}
