package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.QueueRejection;
import dev.skidway.sim.Violation.Kind;
import java.util.List;

/** A worker reporting messages as done. */
final class DeleteOperation implements Operation<DeleteMessages.Reply> {

    private final Checker checker;
    private final QueueModel queue;
    private final List<Held> held;
    private final long submittedAtMillis;

    DeleteOperation(Checker checker, QueueModel queue, List<Held> held, long submittedAtMillis) {
        this.checker = checker;
        this.queue = queue;
        this.held = held;
        this.submittedAtMillis = submittedAtMillis;
        held.forEach(each -> each.message().deletesInFlight++);
    }

    @Override
    public Command<DeleteMessages.Reply> command() {
        return new DeleteMessages(queue.name, held.stream().map(Held::lease).toList());
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(DeleteMessages.Reply reply, long nowMillis) {
        for (int i = 0; i < held.size(); i++) {
            Held each = held.get(i);
            if (queue.fifo != null) {
                FifoModel.checkInTime(each, reply.results().get(i), submittedAtMillis, nowMillis);
            }
            checker.deleteAnswered(
                    each.message(), queue, each.lease(), reply.results().get(i), nowMillis);
        }
    }

    @Override
    public void notDone() {
        held.forEach(each -> each.message().deletesInFlight--);
    }

    @Override
    public void rejected(Rejection rejection) {
        Violation.unless(
                rejection.reason() == QueueRejection.QUEUE_NOT_FOUND && !queue.exists(),
                Kind.LOST,
                () -> "a delete in " + queue + " was refused: " + rejection);
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {
        for (Held each : held) {
            each.message().maybeGone = true;
        }
        notDone();
    }
}
