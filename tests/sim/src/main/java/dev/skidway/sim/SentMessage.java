package dev.skidway.sim;

import dev.skidway.queues.MessageRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the clients know about one message they tried to send. */
final class SentMessage {

    /** What became of the send. */
    enum Send {
        /** No answer, so far or for ever. */
        UNKNOWN,
        STORED,
        REFUSED
    }

    final long attempt;
    final QueueModel sentTo;

    /** Where it was sent to, or a move task last put it. */
    QueueModel origin;

    /** Where it was known to be last. */
    QueueModel queue;

    final int headerBytes;
    final int bodyBytes;
    final @Nullable String key;
    /** Engine time before its first send was decided; lower once it is repeated, for what a crash forgets takes its time along. */
    long submittedAtMillis;

    /** Shortest delay it may have. */
    long delayMillisMin;

    /** Certainly first in its lane when those before it are gone: without delay, and nobody asked for another place. */
    boolean undelayed;

    /** What is known of it as a job; null for a plain message. */
    @Nullable SentJob job;

    Send send = Send.UNKNOWN;

    @Nullable MessageRef ref;

    long storedByMillis = Long.MAX_VALUE;
    long enqueuedAtMillis = -1;
    long firstReceivedAtMillis = -1;

    int leasesSeen;
    long newestLease;

    /** No lease may follow before this engine time. */
    long leasedUntilMillisMin = Long.MIN_VALUE;

    /** The newest lease is certainly over at this engine time. */
    long leasedUntilMillisMax = Long.MAX_VALUE;

    /** Of its queue when it was sent; see {@link QueueModel#receivesUnseen}. */
    private long receivesLostBefore;

    /** Ends of the newest lease that were asked for and not answered, so far or for ever: any of them may hold. */
    private final List<Long> askedEndsMillis = new ArrayList<>();

    /** Changes of a lease of it that were ever asked for. */
    int changesAsked;

    /** Where it lay when it was last leased. */
    @Nullable MessageRef place;

    /** Its identities before a move task let it begin anew. */
    private final Set<MessageRef> formerRefs = new HashSet<>();

    /** Move tasks of its queue that cannot move it any more. */
    int movesOver;

    /** Its new time of sending as a dead letter of a FIFO queue, or negative. */
    long deadAtMillis = -1;

    /** A delete with an acknowledged success. */
    boolean deleted;

    /** The lease that deleted it. */
    long deletedByLease;

    /** Something not answered, or a purge, may have removed it. */
    boolean maybeGone;

    int deletesInFlight;

    /** From this step on no new receive may find it. */
    long goneAtStep = Long.MAX_VALUE;

    /** What was emptied then. */
    @Nullable QueueModel goneFrom;

    /** From this step on no new receive may find it, because of its age. */
    long tooOldAtStep = Long.MAX_VALUE;

    boolean drained;

    /** Of a message to a FIFO queue; every attempt of a standard queue has none. */
    @Nullable String deduplicationId;

    /** Number of the attempt that first had its body. */
    long content;

    /** Newest of its group with an answer when it was sent. */
    FifoModel.@Nullable Stored follows;

    /** One with its deduplication id that was certainly purged before it was sent. */
    @Nullable SentMessage forgotten;

    /** Purges of its queue that were asked for before it was sent. */
    int purgesBefore;

    SentMessage(
            long attempt,
            QueueModel queue,
            int headerBytes,
            int bodyBytes,
            @Nullable String key,
            long submittedAtMillis,
            long delayMillis) {
        this.attempt = attempt;
        this.content = attempt;
        this.sentTo = queue;
        this.origin = queue;
        this.queue = queue;
        this.headerBytes = headerBytes;
        this.bodyBytes = bodyBytes;
        this.key = key;
        this.submittedAtMillis = submittedAtMillis;
        this.receivesLostBefore = queue.receivesLost;
        this.undelayed = delayMillis == 0;
        this.delayMillisMin = delayMillis < 0 ? queue.delayMillisMin() : delayMillis;
    }

    /** A worker asks for the lease to end at {@code endMillis}. */
    void endAsked(long endMillis) {
        changesAsked++;
        askedEndsMillis.add(endMillis);
        leasedUntilMillisMax = Long.MAX_VALUE;
        leasedUntilMillisMin = Math.min(leasedUntilMillisMin, endMillis);
    }

    /** It was answered, whatever the answer. */
    void endAnswered(long endMillis) {
        askedEndsMillis.remove(Long.valueOf(endMillis));
    }

    /** The change to {@code endMillis} is acknowledged; one without an answer may have come after it all the same. */
    void endChanged(long endMillis) {
        long endMillisMin = endMillis;
        for (long asked : askedEndsMillis) {
            endMillisMin = Math.min(endMillisMin, asked);
        }
        leasedUntilMillisMin = endMillisMin;
    }

    /** The change is acknowledged, and no other one was asked for: the lease ends at {@code endMillisMax} at the latest. */
    void endChangedAtLatest(long endMillisMax) {
        if (askedEndsMillis.isEmpty()) {
            leasedUntilMillisMax = endMillisMax;
        }
    }

    /** A new lease, which no change of the one before concerns. */
    void leasedUntil(long endMillisMin, long endMillisMax) {
        askedEndsMillis.clear();
        leasedUntilMillisMin = endMillisMin;
        leasedUntilMillisMax = endMillisMax;
    }

    /** A receive is about to ask for its lease once more: the end may be any from now on. */
    void mayBeLeasedAgain() {
        leasedUntilMillisMin = Long.MIN_VALUE;
        leasedUntilMillisMax = Long.MAX_VALUE;
    }

    /** Its lease was given again; a change that has no answer may have come after that. */
    void leasedAgainUntil(long endMillisMin, long endMillisMax) {
        endChanged(endMillisMin);
        endChangedAtLatest(endMillisMax);
    }

    /** Most receives it may have had, those included that nobody was told of. */
    long receivesMax() {
        long unseen = origin.receivesUnseen() - receivesLostBefore;
        return newestLease + unseen + (queue == origin ? 0 : queue.receivesUnseen());
    }

    /** Leased at {@code nowMillis} engine time, whatever else may have happened. */
    boolean leasedSurely(long nowMillis) {
        return newestLease > 0 && nowMillis < leasedUntilMillisMin && !mayBeGone(nowMillis);
    }

    /** True if it must still be in its queue at {@code nowMillis} engine time. */
    boolean certainlyThere(long nowMillis) {
        return send == Send.STORED && !mayBeGone(nowMillis);
    }

    /** True unless it is certainly in no queue at all. */
    boolean possiblyThere() {
        return send != Send.REFUSED && !deleted && goneAtStep == Long.MAX_VALUE && tooOldAtStep == Long.MAX_VALUE;
    }

    /** Nothing was left to do at {@code nowMillis}: if it must have been removed for its age by then, no new receive may find it. */
    void restAt(long nowMillis, long step) {
        long enqueuedByMillis = enqueuedAtMillis >= 0 ? enqueuedAtMillis : storedByMillis;
        // A dead letter of a FIFO queue begins a new life in time, and so does what a move task moves.
        boolean ages =
                (origin.fifo == null || origin.deadLetters == null) && !(mayHaveLeft(queue) && queue.movesAhead());
        if (ages && enqueuedByMillis <= nowMillis - queue.retentionMillisMaxAnywhere()) {
            tooOldAtStep = Math.min(tooOldAtStep, step);
        }
        // Under a lease nothing expires.
        boolean waits = receivesMax() == newestLease && (newestLease == 0 || nowMillis >= leasedUntilMillisMax);
        if (job != null && waits && job.expiresAtMillisMax(this) <= nowMillis && !mayHaveLeft(origin)) {
            tooOldAtStep = Math.min(tooOldAtStep, step);
        }
    }

    /** True if it may have left all queues, or never have been in one; what is certainly gone stays so when retention grows. */
    boolean mayBeGone(long nowMillis) {
        return !possiblyThere()
                || maybeGone
                || deletesInFlight > 0
                || queue.mayBeDeleted()
                || nowMillis >= submittedAtMillis + queue.retentionMillisMinAnywhere()
                || (queue.doubtAhead() && mayHaveLeft(queue))
                || (job != null && job.mayBeOver(this, nowMillis));
    }

    /** True unless a lease of it by {@code asked} certainly names where it lies. */
    boolean mayLieElsewhere(QueueModel asked) {
        return mayHaveLeft(asked) || (job != null && job.moves);
    }

    /** The end of its newest lease is acknowledged, and that it goes on. */
    void leaseEnded(long lease, long nowMillis) {
        leasedUntilMillisMin = Long.MIN_VALUE;
        leasedUntilMillisMax = nowMillis;
        if (job != null) {
            job.endedBy(lease);
        }
    }

    /** It has no answer and is sent again: if it was not stored before, it may be from now on, with all its time before it. */
    void mayBeStoredLater(long nowMillis) {
        storedByMillis = Long.MAX_VALUE;
        submittedAtMillis = Math.min(submittedAtMillis, nowMillis);
        tooOldAtStep = Long.MAX_VALUE;
    }

    /** It is acknowledged that it is over. */
    void over() {
        deleted = true;
        deletedByLease = -1;
    }

    /** True unless it certainly never left {@code asked}. */
    boolean mayHaveLeft(QueueModel asked) {
        return queue != asked
                || (asked.deadLetters != null && receivesMax() >= asked.receivesBeforeMovingMin)
                || (asked.moves != null && asked.moves.asked() > movesOver);
    }

    /** Everything in {@code emptied} is gone; no receive submitted after {@code step} may find it unless it had moved. */
    void goneWithItsQueue(QueueModel emptied, long step) {
        if (mayHaveLeft(emptied)) {
            maybeGone = true;
        } else {
            goneAtStep = Math.min(goneAtStep, step);
            goneFrom = emptied;
        }
    }

    /** It was found in another queue. */
    void movedTo(QueueModel target) {
        queue.messages.remove(this);
        queue = target;
        target.messages.add(this);
    }

    /** It was there when all that was answered before had happened: no move task that is over has moved it. */
    void seen() {
        movesOver = queue.moves == null ? 0 : queue.moves.over();
    }

    boolean hadIdentity(MessageRef other) {
        return formerRefs.contains(other);
    }

    /** A move task put it into {@code target} under another identity, as if it had been sent just then. */
    void beginAnew(QueueModel target, MessageRef identity, long nowMillis) {
        if (ref != null) {
            formerRefs.add(ref);
        }
        ref = identity;
        send = Send.STORED;
        origin = target;
        if (queue != target) {
            movedTo(target);
        }
        receivesLostBefore = target.receivesLostWhenFed;
        storedByMillis = nowMillis;
        delayMillisMin = 0;
        // A FIFO queue has an order of its own.
        undelayed = target.fifo == null;
        enqueuedAtMillis = -1;
        firstReceivedAtMillis = -1;
        deadAtMillis = -1;
        leasesSeen = 0;
        newestLease = 0;
        follows = null;
        leasedUntil(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "message " + attempt + " (" + ref + ", " + send + ", key " + key + ", id " + deduplicationId
                + ", submitted " + submittedAtMillis
                + ", leases seen " + leasesSeen + ", newest " + newestLease + ", leased until at least "
                + leasedUntilMillisMin + ", deleted " + deleted + ", maybe gone " + maybeGone + ", in " + queue + ")";
    }
}
