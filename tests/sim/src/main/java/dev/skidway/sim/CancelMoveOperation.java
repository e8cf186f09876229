package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueRejection;
import dev.skidway.sim.Violation.Kind;
import java.util.function.LongSupplier;

/** Somebody having a move task end before it is done. */
final class CancelMoveOperation implements Operation<CancelMoveTask.Reply> {

    private final QueueModel source;
    private final MoveModel moves;
    private final MoveModel.Task task;
    private final LongSupplier nowMillis;

    CancelMoveOperation(QueueModel source, MoveModel moves, MoveModel.Task task, LongSupplier nowMillis) {
        this.source = source;
        this.moves = moves;
        this.task = task;
        this.nowMillis = nowMillis;
        MoveModel.cancelAsked(task);
    }

    @Override
    public Command<CancelMoveTask.Reply> command() {
        return new CancelMoveTask(source.name.namespace(), task.id, new Origin("simulator", "cancel"));
    }

    @Override
    public int partition() {
        return source.partition;
    }

    @Override
    public void done(CancelMoveTask.Reply reply, long atMillis) {
        moves.cancelled(task, reply.moved());
    }

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        if (rejection.reason() == QueueRejection.MOVE_TASK_NOT_FOUND) {
            moves.unknown(task, nowMillis.getAsLong());
        } else {
            Violation.unless(
                    rejection.reason() == QueueRejection.MOVE_TASK_NOT_RUNNING,
                    Kind.REFUSED,
                    () -> "the end of " + task + " was refused: " + rejection);
        }
    }

    @Override
    public void unknown(long atMillis) {}
}
