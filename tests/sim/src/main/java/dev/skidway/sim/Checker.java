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
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares every answer with what was acknowledged before; work per answer is constant, memory linear in history.
 *
 * <p>It knows nothing of the state machine. Where an answer is missing it allows whatever either outcome would allow. An answer was
 * decided between its submission and its arrival, in engine time; only contradictions that hold for every moment between count.
 */
final class Checker {

    private final SentMessages sent = new SentMessages();
    private final Coverage coverage;
    private final WayRules ways;

    Checker(Coverage coverage) {
        this.coverage = coverage;
        this.ways = new WayRules(coverage);
    }

    /** A send is about to be submitted. */
    void attempted(SentMessage message) {
        sent.add(message);
        message.queue.messages.add(message);
        message.seen();
        if (message.queue.purgesInFlight > 0 || message.queue.mayBeDeleted()) {
            message.maybeGone = true;
        }
        if (message.queue.fifo != null) {
            message.queue.fifo.attempted(message);
        }
        if (message.job != null) {
            jobs(message).attempted(message, message.job);
        }
    }

    /** A send was answered. */
    void sendAnswered(SentMessage message, SendResult result, long nowMillis) {
        SentJob job = message.job;
        MessageRef named = job == null ? null : JobModel.otherOf(result);
        SentMessage other = named == null ? null : sent.find(message.sentTo.partition, named);
        if (job != null && jobs(message).answered(message, job, result, other, nowMillis)) {
            markRefused(message);
            return;
        }
        switch (result) {
            case SendResult.Stored stored when stored.duplicate() -> repeated(message, stored, nowMillis);
            case SendResult.Stored stored -> {
                stored(message, stored.message(), nowMillis);
                FifoModel fifo = message.sentTo.fifo;
                if (fifo != null) {
                    fifo.settled(message);
                    fifo.stored(message, nowMillis);
                }
            }
            case SendResult.Refused refused -> refuse(message);
            case SendResult.Replaced replaced -> stored(message, replaced.message(), nowMillis);
            case SendResult.Debounced debounced -> {
                sent.takeOver(message.sentTo.partition, debounced.message(), message);
                stored(message, debounced.message(), nowMillis);
            }
            case SendResult.Taken taken ->
                throw new Violation(Kind.REFUSED, "nobody asked for a unique key, found " + result + ": " + message);
        }
    }

    private void stored(SentMessage message, MessageRef ref, long nowMillis) {
        message.send = Send.STORED;
        message.storedByMillis = nowMillis;
        identify(message, ref);
    }

    private static JobModel jobs(SentMessage message) {
        return Objects.requireNonNull(message.sentTo.jobs);
    }

    /** A job that was sent before under its idempotency key, without being refused then, was sent once more. */
    void repeatAnswered(SentMessage message, SendResult result, long nowMillis) {
        if (result instanceof SendResult.Refused && message.send != Send.STORED) {
            // Its times have passed; had it been stored, the answer would name it.
            markRefused(message);
            return;
        }
        if (!(result instanceof SendResult.Stored stored)
                || (!stored.duplicate() && (message.send == Send.STORED || message.ref != null))) {
            throw new Violation(Kind.PHANTOM, "repeated, but answered with " + result + ": " + message);
        }
        coverage.hit("idempotency: " + (stored.duplicate() ? "answered with the first" : "stored by the repetition"));
        coverage.hit("idempotency: repeated one that was " + message.send);
        stored(message, stored.message(), nowMillis);
    }

    /** A send has no answer. */
    void sendUnknown(SentMessage message, long nowMillis) {
        message.storedByMillis = nowMillis;
        if (message.job != null) {
            jobs(message).unknown(message, message.job, nowMillis);
        }
    }

    /** Nothing of it was stored: it had been before. */
    private void repeated(SentMessage message, SendResult.Stored stored, long nowMillis) {
        FifoModel fifo = message.sentTo.fifo;
        if (fifo == null) {
            throw new Violation(Kind.LOST, "a standard queue calls it a repetition: " + message);
        }
        SentMessage original = sent.find(message.sentTo.partition, stored.message());
        fifo.repeated(message, stored, original, nowMillis);
        markRefused(message);
    }

    /** A send was refused as a whole, and nothing of it happened. */
    void refuse(SentMessage message) {
        if (message.sentTo.fifo != null) {
            message.sentTo.fifo.settled(message);
        }
        if (message.job != null) {
            jobs(message).refused(message, message.job);
        }
        markRefused(message);
    }

    private static void markRefused(SentMessage message) {
        Violation.unless(message.leasesSeen == 0, Kind.PHANTOM, () -> "a refused send was delivered: " + message);
        message.send = Send.REFUSED;
    }

    /** A receive that was submitted at {@code submittedAtStep} delivered a message. */
    SentMessage leased(Receive receive, LeasedMessage lease, byte[] payload, long nowMillis) {
        SentMessage message = recognised(lease, payload);
        WayRules.checkPlace(receive, message);
        ways.noteMove(receive, message, lease, nowMillis);
        identify(message, lease.identity());
        ways.checkDeath(receive, message, lease);
        checkPresence(receive, message, lease);
        DeliveryTimes.check(message, lease, nowMillis, coverage);
        long decidedByMillis = receive.decidedByMillis(lease, nowMillis);
        if (message.job != null) {
            message.job.leased(message, lease, decidedByMillis, coverage);
        }
        message.place = lease.lease().message();
        message.seen();
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

    private SentMessage recognised(LeasedMessage lease, byte[] payload) {
        SentMessage message = sent.delivered(payload, lease.headerBytes());
        if (message == null) {
            throw new Violation(Kind.PHANTOM, "delivered a body of no attempt: " + lease);
        }
        Violation.unless(
                message.headerBytes == lease.headerBytes() && message.bodyBytes == lease.bodyBytes(),
                Kind.PHANTOM,
                () -> "delivered with other lengths: " + lease + " of " + message);
        Violation.unless(
                Bodies.whole(payload, message.attempt, message.content, message.headerBytes, message.bodyBytes),
                Kind.PHANTOM,
                () -> "delivered with other bytes: " + message);
        Violation.unless(
                Objects.equals(message.key, lease.key()), Kind.PHANTOM, () -> "delivered with another key: " + lease);
        return message;
    }

    private void identify(SentMessage message, MessageRef ref) {
        SentMessage known = sent.identify(message.queue.partition, ref, message);
        if (known != null && known != message && UniqueModel.tookOver(message, known)) {
            sent.takeOver(message.queue.partition, ref, message);
            known = message;
        }
        checkIdentity(message, ref, known);
    }

    private static void checkIdentity(SentMessage message, MessageRef ref, @Nullable SentMessage known) {
        Violation.unless(
                known == null || known == message,
                Kind.PHANTOM,
                () -> "two messages have one identity: " + known + " and " + message);
        Violation.unless(
                message.ref == null || message.ref.equals(ref),
                Kind.PHANTOM,
                () -> "stored twice: as " + ref + " and " + message);
        boolean news = known == null;
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

    /** One delete of a batch was answered. */
    void deleteAnswered(
            SentMessage message, QueueModel queue, LeaseRef lease, DeleteMessages.Result result, long nowMillis) {
        message.deletesInFlight--;
        coverage.hit("delete: " + result);
        boolean gone = result == DeleteMessages.Result.ALREADY_GONE || result == DeleteMessages.Result.FOREIGN;
        checkFormer(message, lease, gone);
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
                        message.mayBeGone(nowMillis) || message.mayLieElsewhere(queue) || former(message, lease),
                        Kind.LOST,
                        () -> "a delete finds it gone: " + message);
            case FOREIGN ->
                Violation.unless(!queue.exists(), Kind.LOST, () -> "its own queue calls the lease foreign: " + message);
            case LEASED_AGAIN, EXPIRED ->
                Violation.unless(
                        !message.deleted, Kind.PHANTOM, () -> "leased again after its acknowledged delete: " + message);
        }
    }

    /** A receipt of a place that the message was seen to have left finds nothing. */
    private void checkFormer(SentMessage message, LeaseRef lease, boolean gone) {
        if (former(message, lease)) {
            Violation.unless(
                    gone, Kind.PHANTOM, () -> "still in the place of " + lease + ", which it had left: " + message);
            coverage.hit("receipt: of a place that its message had left");
        }
    }

    private static boolean former(SentMessage message, LeaseRef lease) {
        return message.place != null && !message.place.equals(lease.message());
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
        boolean gone = result == ChangeVisibility.Result.GONE || result == ChangeVisibility.Result.FOREIGN;
        checkFormer(message, lease, gone || result == ChangeVisibility.Result.TOO_LONG);
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
                        message.mayBeGone(nowMillis) || message.mayLieElsewhere(queue) || former(message, lease),
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
        for (QueueModel source : queue.ways.behind()) {
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

    /** How the dead letters that {@code queue} delivers follow each other. */
    DeadLetterOrder deadLetterOrder(QueueModel queue) {
        return new DeadLetterOrder(queue, coverage);
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
        sent.all().forEach(message -> message.drained = false);
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
        LaneOrder.check(sent.all(), coverage);
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
