package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.sim.Violation.Kind;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A worker asking for messages. */
final class ReceiveOperation implements Operation<ReceiveMessages.Reply> {

    private final Checker checker;
    private final Receive receive;
    private final ReceiveMessages command;
    private final Function<LeasedMessage, byte[]> payloads;
    private final BiConsumer<SentMessage, LeasedMessage> onMessage;

    /** Whether a policy for dead letters was in force when it was submitted. */
    private final boolean movesSurely;

    private final ReceiveRules rules;

    /**
     * Prepares a receive.
     *
     * @param payloads reads headers and body; an empty array when the disk failed the read, and the message counts as not delivered
     */
    ReceiveOperation(
            Checker checker,
            Receive receive,
            ReceiveMessages command,
            Function<LeasedMessage, byte[]> payloads,
            BiConsumer<SentMessage, LeasedMessage> onMessage) {
        this.checker = checker;
        this.receive = receive;
        this.command = command;
        this.payloads = payloads;
        this.onMessage = onMessage;
        this.movesSurely = receive.queue().receivesBeforeMovingMax() != Long.MAX_VALUE;
        this.rules = checker.rules(receive.queue());
        receive.queue().receivesOut++;
    }

    @Override
    public Command<ReceiveMessages.Reply> command() {
        return command;
    }

    @Override
    public int partition() {
        return receive.queue().partition;
    }

    @Override
    public void done(ReceiveMessages.Reply reply, long nowMillis) {
        Violation.unless(
                reply.messages().size() <= command.countMax(),
                Kind.COUNT,
                () -> "asked for " + command.countMax() + ", got "
                        + reply.messages().size());
        over(false);
        rules.checkPauses(reply.messages());
        FifoModel fifo = receive.queue().fifo;
        if (fifo != null) {
            fifo.delivered(reply.messages(), nowMillis);
        }
        for (LeasedMessage lease : reply.messages()) {
            if (movesSurely) {
                checker.receivesLeft(receive, lease);
            }
            byte[] payload = payloads.apply(lease);
            if (payload.length == 0) {
                receive.queue().receivesLost++;
            } else {
                onMessage.accept(checker.leased(receive, lease, payload, nowMillis), lease);
            }
        }
        rules.checkLimits(reply.messages(), nowMillis);
    }

    private void over(boolean lost) {
        receive.queue().receivesOut--;
        receive.queue().receivesLost += lost ? 1 : 0;
    }

    @Override
    public void notDone() {
        over(false);
    }

    @Override
    public void rejected(Rejection rejection) {
        boolean noSuchQueue = rejection.reason() == QueueRejection.QUEUE_NOT_FOUND
                && !receive.queue().exists();
        boolean allowed = noSuchQueue || rejection.reason() == QueueRejection.IN_FLIGHT_LIMIT;
        over(false);
        Violation.unless(allowed, Kind.LOST, () -> "a receive from " + receive.queue() + " was refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        over(true);
    }
}
