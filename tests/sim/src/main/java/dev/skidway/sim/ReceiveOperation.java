package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** Whether it may show leases that were given before. */
    private final AttemptModel.@Nullable Asked attempt;

    /**
     * Prepares a receive.
     *
     * @param payloads reads headers and body; an empty array when the disk failed the read, and the message counts as not delivered
     * @param attempt what is known of its attempt id, or null if it has none
     */
    ReceiveOperation(
            Checker checker,
            Receive receive,
            ReceiveMessages command,
            @Nullable AttemptModel attempt,
            Function<LeasedMessage, byte[]> payloads,
            BiConsumer<SentMessage, LeasedMessage> onMessage) {
        this.checker = checker;
        this.receive = receive;
        this.command = command;
        this.payloads = payloads;
        this.onMessage = onMessage;
        this.movesSurely = receive.queue().receivesBeforeMovingMax() != Long.MAX_VALUE && receive.queue().jobs == null;
        this.rules = checker.rules(receive.queue());
        this.attempt = attempt == null ? null : attempt.ask(receive.submittedAtMillis());
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
        List<LeasedMessage> leases = reply.messages();
        over(false);
        if (attempt != null && attempt.repeats(leases, nowMillis)) {
            attempt.leasedAgain(
                    receive.submittedAtMillis() + receive.visibilityMillisMin(),
                    nowMillis + receive.visibilityMillisMax());
            return;
        }
        Violation.unless(
                leases.size() <= command.countMax() || mayShowOldLeases(),
                Kind.COUNT,
                () -> "asked for " + command.countMax() + ", got " + leases.size());
        if (!mayShowOldLeases()) {
            rules.checkPauses(leases);
        }
        FifoModel fifo = receive.queue().fifo;
        if (fifo != null && !(mayShowOldLeases() && fifo.delays)) {
            fifo.delivered(leases, nowMillis);
        }
        List<@Nullable SentMessage> messages = new ArrayList<>(leases.size());
        for (LeasedMessage lease : leases) {
            messages.add(leased(lease, nowMillis));
        }
        if (fifo != null) {
            checker.deadLetterOrder(receive.queue()).check(leases, messages, nowMillis);
        }
        if (attempt != null) {
            attempt.leased(leases, messages, nowMillis);
        }
        if (!mayShowOldLeases()) {
            rules.checkLimits(leases, nowMillis);
            rules.checkRates(receive, leases, nowMillis);
        }
    }

    private boolean mayShowOldLeases() {
        return attempt != null && attempt.mayShowOldLeases();
    }

    private @Nullable SentMessage leased(LeasedMessage lease, long nowMillis) {
        if (movesSurely && !mayShowOldLeases()) {
            checker.receivesLeft(receive, lease);
        }
        byte[] payload = payloads.apply(lease);
        if (payload.length == 0) {
            receive.queue().receivesLost++;
            return null;
        }
        SentMessage message = checker.leased(receive, lease, payload, nowMillis);
        onMessage.accept(message, lease);
        return message;
    }

    private void over(boolean lost) {
        receive.queue().receivesOut--;
        receive.queue().receivesLost += lost ? 1 : 0;
    }

    @Override
    public void notDone() {
        over(false);
        if (attempt != null) {
            attempt.notDone();
        }
    }

    @Override
    public void rejected(Rejection rejection) {
        boolean noSuchQueue = rejection.reason() == QueueRejection.QUEUE_NOT_FOUND
                && !receive.queue().exists();
        boolean allowed = noSuchQueue || rejection.reason() == QueueRejection.IN_FLIGHT_LIMIT;
        Violation.unless(allowed, Kind.LOST, () -> "a receive from " + receive.queue() + " was refused: " + rejection);
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {
        over(true);
        if (attempt != null) {
            attempt.lost();
        }
    }
}
