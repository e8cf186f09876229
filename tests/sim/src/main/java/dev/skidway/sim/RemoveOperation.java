package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.Origin;
import dev.skidway.sim.QueueModel.Existence;
import dev.skidway.sim.Violation.Kind;
import java.util.function.LongSupplier;

/** Somebody deleting a queue with everything in it. */
final class RemoveOperation implements Operation<DeleteQueue.Reply> {

    private final QueueModel queue;
    private final LongSupplier step;

    RemoveOperation(QueueModel queue, LongSupplier step) {
        this.queue = queue;
        this.step = step;
        queue.existence = Existence.MAYBE_DELETED;
    }

    @Override
    public Command<DeleteQueue.Reply> command() {
        return new DeleteQueue(queue.name, new Origin("simulator", "delete"));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(DeleteQueue.Reply reply, long nowMillis) {
        queue.deleted(step.getAsLong());
    }

    @Override
    public void notDone() {
        queue.existence = Existence.EXISTS;
    }

    @Override
    public void rejected(Rejection rejection) {
        throw new Violation(Kind.LOST, "the deletion of " + queue + " was refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        queue.doubtAll();
    }
}
