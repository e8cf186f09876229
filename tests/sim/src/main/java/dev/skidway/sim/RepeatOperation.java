package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendMessages;
import dev.skidway.sim.SentMessage.Send;
import java.util.List;
import java.util.Objects;

/** A client that sends a job again under its idempotency key, as one does who got no answer. */
final class RepeatOperation implements Operation<SendMessages.Reply> {

    private final Checker checker;
    private final SentMessage message;
    private final SentJob job;
    private final SendMessages command;

    RepeatOperation(Checker checker, SentMessage message, NewMessage asked, long nowMillis) {
        this.checker = checker;
        this.message = message;
        this.job = Objects.requireNonNull(message.job);
        this.command = new SendMessages(message.origin.name, List.of(asked));
        job.sending = true;
        if (message.send == Send.UNKNOWN) {
            message.mayBeStoredLater(nowMillis);
            job.mayBeStoredLater(message);
        }
    }

    @Override
    public Command<SendMessages.Reply> command() {
        return command;
    }

    @Override
    public int partition() {
        return message.origin.partition;
    }

    @Override
    public void done(SendMessages.Reply reply, long nowMillis) {
        job.sending = false;
        checker.repeatAnswered(message, reply.results().getFirst(), nowMillis);
    }

    @Override
    public void notDone() {
        // It says nothing about the send before, which may have been carried out by any time until now.
        job.sending = false;
    }

    @Override
    public void rejected(Rejection rejection) {
        if (rejection.reason() == QueueRejection.QUEUE_DRAINING) {
            checker.drained(message.origin, false);
        } else {
            Violation.unlessGone(message.origin, rejection, "a repeated send to");
        }
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {
        job.sending = false;
        if (message.send == Send.UNKNOWN) {
            message.storedByMillis = nowMillis;
        }
    }
}
