package dev.skidway.sim;

import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.SendResult;
import dev.skidway.sim.SentMessage.Send;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What clients know about the order and the deduplication of one life of a FIFO queue.
 *
 * <p>Of a group it keeps what may still be there, in order; of a deduplication key the newest message that was certainly stored. Work
 * for a send is constant, and for a delivery linear in what stands before it in its group.
 */
final class FifoModel {

    private static final int IDS_REPEATED_MAX = 20;
    private static final int CONTENTS_REPEATED_MAX = 10;
    private static final Comparator<MessageRef> SEQUENCE =
            Comparator.comparingLong(MessageRef::lane).thenComparingLong(MessageRef::slot);

    /** Whether one deduplication id counts as one in the whole queue, or in each group. */
    final boolean idsPerGroup;

    /** Whether a message without an id is known by its body. */
    final boolean byContent;

    /** Whether its delay may change: then a visible message may overtake a delayed one, which is no promise broken. */
    final boolean delays;

    private final Map<String, TreeMap<MessageRef, SentMessage>> groups = new HashMap<>();
    private final Map<String, Stored> newestAnswered = new HashMap<>();
    private final Map<String, SentMessage> newestStored = new HashMap<>();
    private final Map<String, Integer> withoutAnswer = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final ArrayDeque<SentMessage> contents = new ArrayDeque<>();
    private final Coverage coverage;

    /** A message where it was stored first. */
    record Stored(MessageRef ref, SentMessage message) {}

    FifoModel(boolean idsPerGroup, boolean byContent, boolean delays, Coverage coverage) {
        this.delays = delays;
        this.byContent = byContent;
        this.idsPerGroup = idsPerGroup;
        this.coverage = coverage;
    }

    /** A new deduplication id, or now and then one of the last that were used. */
    String nextId(long attempt, SplittableRandom random) {
        String id = ids.isEmpty() || random.nextInt(4) != 0
                ? "id-" + attempt
                : ids.get(Math.max(0, ids.size() - 1 - random.nextInt(IDS_REPEATED_MAX)));
        ids.add(id);
        return id;
    }

    /** A message is about to be sent that is known by its body. */
    void sentByContent(SentMessage message) {
        contents.add(message);
        if (contents.size() > CONTENTS_REPEATED_MAX) {
            contents.remove();
        }
    }

    /** One that was sent lately and is known by its body; null if there is none. */
    @Nullable SentMessage anyByContent(SplittableRandom random) {
        return contents.isEmpty()
                ? null
                : contents.stream()
                        .skip(random.nextInt(contents.size()))
                        .findFirst()
                        .orElseThrow();
    }

    private String keyOf(SentMessage message) {
        return (idsPerGroup ? message.key + " " : "") + message.deduplicationId;
    }

    /** A send is about to be submitted: all that was answered in its group before must stand before it. */
    void attempted(SentMessage message) {
        message.follows = newestAnswered.get(group(message));
        message.purgesBefore = message.queue.purgesAsked;
        SentMessage same = newestStored.get(keyOf(message));
        message.forgotten = same != null && same.goneFrom == message.queue ? same : null;
        withoutAnswer.merge(keyOf(message), 1, Integer::sum);
    }

    /** It will not be stored any more, or its fate is known. */
    void settled(SentMessage message) {
        withoutAnswer.merge(keyOf(message), -1, Integer::sum);
    }

    /** A send was answered as stored for the first time; {@code message} has its identity. */
    void stored(SentMessage message, long nowMillis) {
        SentMessage same = newestStored.put(keyOf(message), message);
        if (same != null) {
            boolean remembered = same.storedByMillis <= message.submittedAtMillis
                    && nowMillis < same.submittedAtMillis + QueueLimits.DEDUPLICATION_MILLIS
                    && same.purgesBefore == message.queue.purgesAsked
                    && message.queue.purgesInFlight == 0;
            Violation.unless(!remembered, Kind.PHANTOM, () -> "stored although sent before: " + same + ", " + message);
            coverage.hit("fifo: id stored again when it may be");
        }
        newestAnswered.merge(
                group(message),
                new Stored(Objects.requireNonNull(message.ref), message),
                (one, other) -> SEQUENCE.compare(one.ref, other.ref) > 0 ? one : other);
    }

    /** A send was answered as a repetition of {@code original}, which may not have had an answer. */
    void repeated(SentMessage message, SendResult.Stored answer, @Nullable SentMessage original, long nowMillis) {
        settled(message);
        if (original == null) {
            Violation.unless(
                    withoutAnswer.getOrDefault(keyOf(message), 0) > 0,
                    Kind.PHANTOM,
                    () -> "answered with " + answer.message() + ", which nobody sent: " + message);
            coverage.hit("fifo: repeated a send without an answer");
            return;
        }
        Violation.unless(
                original.sentTo == message.sentTo && keyOf(original).equals(keyOf(message)),
                Kind.LOST,
                () -> "taken for another message: " + message + " for " + original);
        Violation.unless(
                original.storedByMillis == Long.MAX_VALUE
                        || message.submittedAtMillis < original.storedByMillis + QueueLimits.DEDUPLICATION_MILLIS,
                Kind.LOST,
                () -> "taken for one that was sent too long before, at " + nowMillis + ": " + message + " for "
                        + original);
        Violation.unless(
                original != message.forgotten,
                Kind.LOST,
                () -> "taken for one that a purge had removed: " + message + " for " + original);
        coverage.hit("fifo: repeated send answered with the first");
    }

    /** Where it lies is known now: behind all sends of its group that had been answered when it was sent. */
    void identified(SentMessage message) {
        MessageRef ref = Objects.requireNonNull(message.ref);
        Stored before = message.follows;
        if (before != null) {
            Violation.unless(
                    SEQUENCE.compare(before.ref, ref) < 0,
                    Kind.ORDER,
                    () -> "stored before " + before + ", which was answered first: " + message);
            coverage.hit("fifo: order of sends compared");
        }
        groups.computeIfAbsent(group(message), absent -> new TreeMap<>(SEQUENCE))
                .put(ref, message);
    }

    /** A receive delivered these: each is preceded by all of its group that must still be there. */
    void delivered(List<LeasedMessage> leases, long nowMillis) {
        Set<MessageRef> inThisAnswer = new HashSet<>();
        for (LeasedMessage lease : leases) {
            TreeMap<MessageRef, SentMessage> group = groups.get(String.valueOf(lease.key()));
            // Dead letters of other queues stand in an order of their own.
            if (group != null && lease.deadLetterSource() == null) {
                checkTurn(lease, group, inThisAnswer, nowMillis);
            }
            inThisAnswer.add(lease.identity());
        }
    }

    private void checkTurn(
            LeasedMessage lease, TreeMap<MessageRef, SentMessage> group, Set<MessageRef> inThisAnswer, long nowMillis) {
        Iterator<Map.Entry<MessageRef, SentMessage>> ahead =
                group.headMap(lease.identity()).entrySet().iterator();
        while (ahead.hasNext()) {
            Map.Entry<MessageRef, SentMessage> next = ahead.next();
            SentMessage first = next.getValue();
            if (first.deleted || first.maybeGone || !Objects.equals(first.ref, next.getKey())) {
                ahead.remove();
                continue;
            }
            Violation.unless(
                    inThisAnswer.contains(next.getKey())
                            || first.send != Send.STORED
                            || (delays && first.leasesSeen == 0)
                            || first.mayBeGone(nowMillis)
                            || first.mayHaveLeft(first.origin),
                    Kind.ORDER,
                    () -> "overtaken in its group, or in flight: " + first + " by " + lease + " at " + nowMillis);
        }
        coverage.hit(inThisAnswer.isEmpty() ? "fifo: first of an answer in turn" : "fifo: further one in turn");
    }

    /** What may still stand before a message in its group; it may be taken out of the map. */
    Map<MessageRef, SentMessage> ahead(SentMessage message) {
        TreeMap<MessageRef, SentMessage> group = groups.get(group(message));
        MessageRef ref = message.ref;
        return group == null || ref == null ? new TreeMap<>(SEQUENCE) : group.headMap(ref);
    }

    /** A delete was answered: it counts while its lease is certainly in force, and not once that is certainly over. */
    static void checkInTime(Held work, DeleteMessages.Result result, long submittedAtMillis, long nowMillis) {
        SentMessage message = work.message();
        if (work.lease().lease() == message.newestLease) {
            Violation.unless(
                    result != DeleteMessages.Result.EXPIRED || nowMillis >= message.leasedUntilMillisMin,
                    Kind.TIME,
                    () -> "its lease is called expired by " + nowMillis + ": " + message);
            Violation.unless(
                    result != DeleteMessages.Result.DELETED || submittedAtMillis < message.leasedUntilMillisMax,
                    Kind.TIME,
                    () -> "deleted by a lease that was over when it was asked at " + submittedAtMillis + ": "
                            + message);
        }
    }

    private static String group(SentMessage message) {
        return String.valueOf(message.key);
    }
}
