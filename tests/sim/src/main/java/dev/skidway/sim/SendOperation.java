package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendMessages;
import java.util.List;

/** A batch on its way into a queue. */
final class SendOperation implements Operation<SendMessages.Reply> {

    private final Checker checker;
    private final QueueModel queue;
    private final List<SentMessage> messages;
    private final SendMessages command;
    private final boolean drainingSurely;

    SendOperation(Checker checker, QueueModel queue, List<SentMessage> messages, List<NewMessage> batch) {
        this.checker = checker;
        this.queue = queue;
        this.messages = messages;
        this.command = new SendMessages(queue.name, batch);
        this.drainingSurely = queue.draining.min() == 1;
        messages.forEach(checker::attempted);
    }

    @Override
    public Command<SendMessages.Reply> command() {
        return command;
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(SendMessages.Reply reply, long nowMillis) {
        if (drainingSurely) {
            checker.drained(queue, true);
        }
        for (int i = 0; i < messages.size(); i++) {
            checker.sendAnswered(messages.get(i), reply.results().get(i), nowMillis);
        }
    }

    @Override
    public void notDone() {
        messages.forEach(checker::refuse);
    }

    @Override
    public void rejected(Rejection rejection) {
        if (rejection.reason() == QueueRejection.QUEUE_DRAINING) {
            checker.drained(queue, false);
        } else {
            Violation.unlessGone(queue, rejection, "a send to");
        }
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {
        messages.forEach(message -> checker.sendUnknown(message, nowMillis));
    }
}
