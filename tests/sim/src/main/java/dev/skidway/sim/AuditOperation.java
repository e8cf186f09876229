package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueView;
import dev.skidway.sim.QueueModel.Existence;
import dev.skidway.sim.Violation.Kind;
import java.util.function.LongSupplier;

/** The question, asked while nothing else is under way, whether a queue is there and how full it is. */
final class AuditOperation implements Operation<QueueView> {

    private final Checker checker;
    private final QueueModel queue;
    private final LongSupplier step;
    private final boolean atRest;

    /** Asks; {@code atRest} when every delay and lease must be over. */
    AuditOperation(Checker checker, QueueModel queue, LongSupplier step, boolean atRest) {
        this.checker = checker;
        this.queue = queue;
        this.step = step;
        this.atRest = atRest;
    }

    @Override
    public Command<QueueView> command() {
        return new GetQueue(queue.name);
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(QueueView view, long nowMillis) {
        Violation.unless(
                queue.queueId < 0 || queue.queueId == view.queueId(),
                Kind.PHANTOM,
                () -> "another life, id " + view.queueId() + ", stands in for " + queue);
        queue.queueId = view.queueId();
        queue.existence = Existence.EXISTS;
        Violation.unless(
                view.tags().keySet().containsAll(queue.tagsSet),
                Kind.LOST,
                () -> queue + " has the tags " + view.tags().keySet() + ", but all of " + queue.tagsSet + " were set");
        if (atRest) {
            checker.countsAtRest(queue, view, nowMillis);
        } else {
            checker.counts(queue, view, nowMillis);
        }
    }

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        Violation.unlessGone(queue, rejection, "a question about");
        queue.deleted(step.getAsLong());
    }

    @Override
    public void unknown(long nowMillis) {}
}
