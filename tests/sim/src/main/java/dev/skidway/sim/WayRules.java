package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a message may be delivered: where it was sent, where its dead letters go, and where a move task may have put it. */
final class WayRules {

    private final Coverage coverage;

    WayRules(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Only a queue that its message may have come to delivers it. */
    static void checkPlace(Receive receive, SentMessage message) {
        Violation.unless(
                message.queue == receive.queue() || message.queue.ways.ahead().contains(receive.queue()),
                Kind.PHANTOM,
                () -> "delivered by " + receive.queue() + ": " + message);
    }

    /** If it has another identity than before, and a move task may have moved it, it begins anew; else nothing happens here. */
    void noteMove(Receive receive, SentMessage message, LeasedMessage lease, long nowMillis) {
        boolean same =
                message.ref == null ? mayBeAsSent(receive, message, lease) : message.ref.equals(lease.identity());
        if (same
                || message.send == SentMessage.Send.REFUSED
                || !message.mayHaveLeft(message.queue)
                || message.hadIdentity(lease.identity())) {
            return;
        }
        QueueModel target = newOrigin(receive, message, lease);
        if (target != null) {
            message.beginAnew(target, lease.identity(), nowMillis);
            coverage.hit(lease.deadLetterSource() == null ? "move: delivered anew" : "move: dead once more");
        }
    }

    /** Nobody was told of it before: whether all could be so without any move task. */
    private static boolean mayBeAsSent(Receive receive, SentMessage message, LeasedMessage lease) {
        QueueModel origin = message.origin;
        if (origin.queueId >= 0 && origin.queueId != lease.identity().queueId()) {
            return false;
        }
        return lease.deadLetterSource() == null
                ? origin == receive.queue()
                        && lease.enqueuedAtMillis() <= message.storedByMillis
                        && lease.firstReceivedAtMillis() >= lease.enqueuedAtMillis() + message.delayMillisMin
                : lease.deadLetterSource().equals(origin.name.name())
                        && (origin.fifo != null || lease.enqueuedAtMillis() <= message.storedByMillis);
    }

    /** The queue in which a move task let it begin anew, or null if none can have done so. */
    private static @Nullable QueueModel newOrigin(Receive receive, SentMessage message, LeasedMessage lease) {
        List<QueueModel> mayHaveBeenIn = new ArrayList<>(message.queue.ways.ahead());
        mayHaveBeenIn.add(message.queue);
        QueueModel newest = null;
        for (QueueModel each : mayHaveBeenIn) {
            for (QueueModel target : each.moves == null ? List.<QueueModel>of() : each.ways.everLedTo()) {
                boolean named = lease.deadLetterSource() == null
                        ? target == receive.queue()
                        : target.name.name().equals(lease.deadLetterSource());
                if (named && target.queueId == lease.identity().queueId()) {
                    return target;
                }
                // Of lives whose number nobody knows yet, the latest is the one that can still be told of.
                newest = named && target.queueId < 0 ? target : newest;
            }
        }
        return newest;
    }

    private static boolean mayLieElsewhere(SentMessage message) {
        return message.job != null && (message.job.moves || UniqueModel.debounces(message));
    }

    /** A message keeps its identity and moves once, after enough receives, to where its queue's policy says. */
    void checkDeath(Receive receive, SentMessage message, LeasedMessage lease) {
        boolean stayed = message.origin == receive.queue();
        Violation.unless(
                (stayed == lease.identity().equals(lease.lease().message()) || (stayed && mayLieElsewhere(message)))
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
        coverage.hit(
                message.origin.fifo == null
                        ? "dead letter: delivered from its new queue"
                        : "dead letter: of a FIFO queue delivered");
    }
}
