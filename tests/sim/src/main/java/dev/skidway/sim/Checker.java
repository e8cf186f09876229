package dev.skidway.sim;

import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.SendResult;
import dev.skidway.sim.SentMessage.Send;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares every answer with what was acknowledged before; work per answer is constant, memory linear in history.
 *
 * <p>It knows nothing of the state machine. Where an answer is missing it allows whatever either outcome would allow. An answer was
 * decided between its submission and its arrival, in engine time; only contradictions that hold for every moment between count.
 */
final class Checker {

    private static final int ATTEMPTS_AT_FIRST = 256;

    /** By number of the attempt; they count up from one; grows with history. */
    private @Nullable SentMessage[] byAttempt = new SentMessage[ATTEMPTS_AT_FIRST];

    private final Map<Identity, SentMessage> byRef = new HashMap<>();
    private final Coverage coverage;

    private record Identity(int partition, MessageRef ref) {

        @Override
        public int hashCode() {
            // The small numbers in it would meet in few buckets.
            long mixed = (ref.queueId() << 48) ^ (ref.lane() << 24) ^ ref.slot() ^ ((long) partition << 56);
            mixed *= 0x9E37_79B9_7F4A_7C15L;
            return (int) (mixed >>> 32);
        }
    }

    private record Lane(int partition, long queueId, long lane) {}

    Checker(Coverage coverage) {
        this.coverage = coverage;
    }

    /** A send is about to be submitted. */
    void attempted(SentMessage message) {
        int number = Math.toIntExact(message.attempt);
        if (number >= byAttempt.length) {
            byAttempt = Arrays.copyOf(byAttempt, Math.max(number + 1, 2 * byAttempt.length));
        }
        byAttempt[number] = message;
        message.queue.messages.add(message);
        if (message.queue.purgesInFlight > 0 || message.queue.mayBeDeleted()) {
            message.maybeGone = true;
        }
        if (message.queue.fifo != null) {
            message.queue.fifo.attempted(message);
        }
    }

    /** A send was answered. */
    void sendAnswered(SentMessage message, SendResult result, long nowMillis) {
        switch (result) {
            case SendResult.Stored stored when stored.duplicate() -> repeated(message, stored, nowMillis);
            case SendResult.Stored stored -> {
                message.send = Send.STORED;
                message.storedByMillis = nowMillis;
                identify(message, stored.message());
                FifoModel fifo = message.origin.fifo;
                if (fifo != null) {
                    fifo.settled(message);
                    fifo.stored(message, nowMillis);
                }
            }
            case SendResult.Refused refused -> refuse(message);
            default -> throw new IllegalStateException("nobody asked for a unique key, found " + result);
        }
    }

    /** Nothing of it was stored: it had been before. */
    private void repeated(SentMessage message, SendResult.Stored stored, long nowMillis) {
        FifoModel fifo = message.origin.fifo;
        if (fifo == null) {
            throw new Violation(Kind.LOST, "a standard queue calls it a repetition: " + message);
        }
        SentMessage original = byRef.get(new Identity(message.origin.partition, stored.message()));
        fifo.repeated(message, stored, original, nowMillis);
        markRefused(message);
    }

    /** A send was refused as a whole, and nothing of it happened. */
    void refuse(SentMessage message) {
        if (message.origin.fifo != null) {
            message.origin.fifo.settled(message);
        }
        markRefused(message);
    }

    private static void markRefused(SentMessage message) {
        Violation.unless(message.leasesSeen == 0, Kind.PHANTOM, () -> "a refused send was delivered: " + message);
        message.send = Send.REFUSED;
    }

    /** A receive that was submitted at {@code submittedAtStep} delivered a message. */
    SentMessage leased(Receive receive, LeasedMessage lease, byte[] payload, long nowMillis) {
        SentMessage message = recognised(receive, lease, payload);
        identify(message, lease.identity());
        checkMove(receive, message, lease);
        checkPresence(receive, message, lease);
        checkTimes(message, lease, nowMillis);
        long number = lease.lease().lease();
        Violation.unless(
                number > message.newestLease,
                Kind.DOUBLE_LEASE,
                () -> "lease " + number + " after lease " + message.newestLease + " of " + message);
        Violation.unless(
                nowMillis >= message.leasedUntilMillisMin,
                Kind.DOUBLE_LEASE,
                () -> "leased again at " + nowMillis + " at the latest, " + message);
        Violation.unless(
                number <= message.receivesMax() + 1,
                Kind.COUNT,
                () -> "lease " + number + " although it was received " + message.receivesMax() + " times at most: "
                        + message);
        message.leasesSeen++;
        message.newestLease = number;
        Violation.unless(
                lease.receiveCount() == number && number >= message.leasesSeen,
                Kind.COUNT,
                () -> "receive count " + lease.receiveCount() + " in lease " + number + " of " + message);
        message.leasedUntil(
                receive.submittedAtMillis() + receive.visibilityMillisMin(), nowMillis + receive.visibilityMillisMax());
        if (number > 1) {
            coverage.hit("lease: again after it ran out or was given back");
        }
        return message;
    }

    private SentMessage recognised(Receive receive, LeasedMessage lease, byte[] payload) {
        long attempt = Bodies.attempt(payload, lease.headerBytes());
        SentMessage message = attempt >= 0 && attempt < byAttempt.length ? byAttempt[(int) attempt] : null;
        if (message == null) {
            throw new Violation(Kind.PHANTOM, "delivered a body of no attempt: " + lease);
        }
        Violation.unless(
                message.queue == receive.queue() || message.queue.deadLetters == receive.queue(),
                Kind.PHANTOM,
                () -> "delivered by " + receive.queue() + ": " + message);
        Violation.unless(
                message.headerBytes == lease.headerBytes() && message.bodyBytes == lease.bodyBytes(),
                Kind.PHANTOM,
                () -> "delivered with other lengths: " + lease + " of " + message);
        Violation.unless(
                Bodies.whole(payload, attempt, message.headerBytes, message.bodyBytes),
                Kind.PHANTOM,
                () -> "delivered with other bytes: " + message);
        Violation.unless(
                Objects.equals(message.key, lease.key()), Kind.PHANTOM, () -> "delivered with another key: " + lease);
        return message;
    }

    private void identify(SentMessage message, MessageRef ref) {
        SentMessage known = byRef.putIfAbsent(new Identity(message.queue.partition, ref), message);
        Violation.unless(
                known == null || known == message,
                Kind.PHANTOM,
                () -> "two messages have one identity: " + known + " and " + message);
        Violation.unless(
                message.ref == null || message.ref.equals(ref),
                Kind.PHANTOM,
                () -> "stored twice: as " + ref + " and " + message);
        boolean news = message.ref == null;
        message.ref = ref;
        if (news && message.origin.fifo != null) {
            message.origin.fifo.identified(message);
        }
        if (message.origin.queueId < 0) {
            message.origin.queueId = ref.queueId();
        }
        Violation.unless(
                message.origin.queueId == ref.queueId(),
                Kind.PHANTOM,
                () -> "belongs to another life of its queue: " + ref + " of " + message);
    }

    /** A message keeps its identity and moves once, after enough receives, to where its queue's policy says. */
    private void checkMove(Receive receive, SentMessage message, LeasedMessage lease) {
        boolean stayed = message.origin == receive.queue();
        Violation.unless(
                stayed == lease.identity().equals(lease.lease().message())
                        && stayed == (lease.deadLetterSource() == null),
                Kind.PHANTOM,
                () -> "delivered by " + receive.queue() + " as " + lease + ": " + message);
        if (message.queue == receive.queue()) {
            return;
        }
        Violation.unless(
                message.origin.name.name().equals(lease.deadLetterSource())
                        && lease.receiveCount() > message.origin.receivesBeforeMovingMin,
                Kind.PHANTOM,
                () -> "moved before its time as " + lease + ": " + message);
        message.movedTo(receive.queue());
        coverage.hit("dead letter: delivered from its new queue");
    }

    private void checkPresence(Receive receive, SentMessage message, LeasedMessage lease) {
        Violation.unless(message.send != Send.REFUSED, Kind.PHANTOM, () -> "a refused send was delivered: " + message);
        Violation.unless(
                !message.deleted,
                Kind.PHANTOM,
                () -> "delivered as " + lease + " after its acknowledged delete: " + message);
        Violation.unless(
                receive.submittedAtStep() <= message.goneAtStep,
                Kind.PHANTOM,
                () -> "delivered after its queue was purged or deleted: " + message);
        Violation.unless(
                receive.submittedAtStep() <= message.tooOldAtStep,
                Kind.PHANTOM,
                () -> "delivered although it had been too old when all was at rest: " + message);
    }

    private void checkTimes(SentMessage message, LeasedMessage lease, long nowMillis) {
        Violation.unless(
                lease.enqueuedAtMillis() >= message.submittedAtMillis
                        && lease.enqueuedAtMillis() <= message.storedByMillis,
                Kind.TIME,
                () -> "enqueued at " + lease.enqueuedAtMillis() + ", stored by " + message.storedByMillis + ": "
                        + message);
        Violation.unless(
                lease.firstReceivedAtMillis() >= lease.enqueuedAtMillis() + message.delayMillisMin
                        && lease.firstReceivedAtMillis() <= nowMillis,
                Kind.TIME,
                () -> "first leased at " + lease.firstReceivedAtMillis() + " with a delay of at least "
                        + message.delayMillisMin + ", now " + nowMillis + ": " + message);
        Violation.unless(
                message.firstReceivedAtMillis < 0 || message.firstReceivedAtMillis == lease.firstReceivedAtMillis(),
                Kind.TIME,
                () -> "first leased at " + lease.firstReceivedAtMillis() + " and at " + message.firstReceivedAtMillis
                        + ": " + message);
        message.enqueuedAtMillis = lease.enqueuedAtMillis();
        message.firstReceivedAtMillis = lease.firstReceivedAtMillis();
        if (message.delayMillisMin > 0) {
            coverage.hit("message: delivered after its delay");
        }
    }

    /** One delete of a batch was answered. */
    void deleteAnswered(
            SentMessage message, QueueModel queue, LeaseRef lease, DeleteMessages.Result result, long nowMillis) {
        message.deletesInFlight--;
        coverage.hit("delete: " + result);
        switch (result) {
            case DELETED -> {
                Violation.unless(!message.deleted, Kind.PHANTOM, () -> "deleted twice: " + message);
                Violation.unless(
                        message.newestLease <= lease.lease(),
                        Kind.PHANTOM,
                        () -> "deleted by lease " + lease.lease() + " although leased again: " + message);
                message.deleted = true;
                message.deletedByLease = lease.lease();
            }
            case ALREADY_GONE ->
                Violation.unless(
                        message.mayBeGone(nowMillis) || message.mayHaveLeft(queue),
                        Kind.LOST,
                        () -> "a delete finds it gone: " + message);
            case FOREIGN ->
                Violation.unless(!queue.exists(), Kind.LOST, () -> "its own queue calls the lease foreign: " + message);
            case LEASED_AGAIN, EXPIRED ->
                Violation.unless(
                        !message.deleted, Kind.PHANTOM, () -> "leased again after its acknowledged delete: " + message);
        }
    }

    /** One change of visibility was answered. */
    void changeAnswered(
            SentMessage message,
            QueueModel queue,
            LeaseRef lease,
            long visibilityMillis,
            long submittedAtMillis,
            ChangeVisibility.Result result,
            long nowMillis) {
        coverage.hit("change visibility: " + result);
        message.endAnswered(submittedAtMillis + visibilityMillis);
        switch (result) {
            case CHANGED -> {
                Violation.unless(
                        !message.deleted || message.deletedByLease >= lease.lease(),
                        Kind.PHANTOM,
                        () -> "changed after its acknowledged delete: " + message);
                if (lease.lease() == message.newestLease) {
                    message.endChangedAtLatest(nowMillis + visibilityMillis);
                }
                boolean leaseSurelyHeld =
                        nowMillis < message.leasedUntilMillisMin && lease.lease() == message.newestLease;
                if (leaseSurelyHeld) {
                    message.endChanged(submittedAtMillis + visibilityMillis);
                }
            }
            case GONE ->
                Violation.unless(
                        message.mayBeGone(nowMillis) || message.mayHaveLeft(queue),
                        Kind.LOST,
                        () -> "a change finds it gone: " + message);
            case FOREIGN ->
                Violation.unless(!queue.exists(), Kind.LOST, () -> "its own queue calls the lease foreign: " + message);
            case LEASED_AGAIN, EXPIRED, TOO_LONG -> {}
        }
    }

    /** A queue was asked for its counts while nothing else was under way. */
    void counts(QueueModel queue, QueueView view, long nowMillis) {
        long certain = 0;
        for (Iterator<SentMessage> each = queue.messages.iterator(); each.hasNext(); ) {
            SentMessage message = each.next();
            if (!message.possiblyThere()) {
                each.remove();
            } else if (message.certainlyThere(nowMillis) && !message.mayHaveLeft(queue)) {
                certain++;
            }
        }
        long certainHere = certain;
        long possible = possibleMessages(queue);
        long found = view.visible() + view.leased() + view.delayed();
        Violation.unless(
                found >= certainHere,
                Kind.LOST,
                () -> queue + " holds " + found + " messages, but " + certainHere + " must be there");
        Violation.unless(
                found <= possible,
                Kind.PHANTOM,
                () -> queue + " holds " + found + " messages, the oldest of " + view.oldestEnqueuedAtMillis()
                        + ", but only " + possible + " can be there at " + nowMillis);
        coverage.hit(certain == possible ? "counts: compared exactly" : "counts: compared as a range");
    }

    /** In a queue from whose messages the impossible ones were just removed, or on the way to it. */
    private static long possibleMessages(QueueModel queue) {
        long possible = queue.messages.size();
        for (QueueModel source : queue.sources) {
            possible += source.possibleMessages();
        }
        return possible;
    }

    /** A receive submitted while a policy for dead letters was in force leased it: as often as that allows. */
    void receivesLeft(Receive receive, LeasedMessage lease) {
        long receivesMax = receive.queue().receivesBeforeMovingMax();
        boolean first = lease.deadLetterSource() == null;
        Violation.unless(
                !first || lease.receiveCount() <= receivesMax,
                Kind.COUNT,
                () -> "received more than " + receivesMax + " times and not moved: " + lease);
        if (first && lease.receiveCount() == receivesMax) {
            coverage.hit("dead letter: received for the last time before it moves");
        }
    }

    /** What holds messages of a queue back while a receive that is submitted now is under way. */
    ReceiveRules rules(QueueModel queue) {
        return new ReceiveRules(queue, coverage);
    }

    /** A send was carried out or refused while the queue was draining all the time, or certainly not at all. */
    void drained(QueueModel queue, boolean taken) {
        Violation.unless(
                taken ? queue.draining.min() == 0 : queue.draining.max() == 1,
                Kind.REFUSED,
                () -> (taken ? "took a send while draining: " : "refuses sends without a reason: ") + queue);
        coverage.hit(taken ? "drain: a send was taken" : "drain: a send was refused");
    }

    /** Nothing is left to do at {@code nowMillis}: no timer of {@code queue} can still be due. */
    void rests(QueueModel queue, long nowMillis, long step) {
        queue.messages.forEach(message -> message.restAt(nowMillis, step));
    }

    /** From now on every message that must be there has to be delivered once more. */
    void drainBegins() {
        for (SentMessage message : byAttempt) {
            if (message != null) {
                message.drained = false;
            }
        }
    }

    /** As {@link #counts}, when all delays and leases must be over. */
    void countsAtRest(QueueModel queue, QueueView view, long nowMillis) {
        Violation.unless(
                view.leased() == 0 && view.delayed() == 0,
                Kind.TIME,
                () -> queue + " still has " + view.leased() + " leased and " + view.delayed()
                        + " delayed messages long after the last of their times");
        counts(queue, view, nowMillis);
        coverage.hit("timers: none late at rest");
    }

    /** Messages of one lane that were sent without delay must have been leased first in the order of their slots. */
    void orderWithinLanes() {
        Map<Lane, List<SentMessage>> lanes = new HashMap<>();
        for (SentMessage message : byAttempt) {
            MessageRef ref = message == null ? null : message.ref;
            if (message != null && ref != null && message.firstReceivedAtMillis >= 0 && message.undelayed) {
                Lane lane = new Lane(message.queue.partition, ref.queueId(), ref.lane());
                lanes.computeIfAbsent(lane, absent -> new ArrayList<>()).add(message);
            }
        }
        for (List<SentMessage> lane : lanes.values()) {
            lane.sort(Comparator.comparingLong(
                    message -> Objects.requireNonNull(message.ref).slot()));
            for (int i = 1; i < lane.size(); i++) {
                SentMessage before = lane.get(i - 1);
                SentMessage after = lane.get(i);
                Violation.unless(
                        before.firstReceivedAtMillis <= after.firstReceivedAtMillis
                                && before.enqueuedAtMillis <= after.enqueuedAtMillis,
                        Kind.ORDER,
                        () -> "overtaken in its lane: " + before + " by " + after);
                coverage.hit("order: neighbours of a lane compared");
            }
        }
    }

    /** Every message that must still be in {@code queue}, at the end when all were fetched. */
    void allDrained(QueueModel queue, long nowMillis) {
        for (SentMessage message : queue.messages) {
            Violation.unless(
                    message.drained || message.deleted || !message.certainlyThere(nowMillis),
                    Kind.LOST,
                    () -> "never delivered again: " + message);
        }
    }
}
