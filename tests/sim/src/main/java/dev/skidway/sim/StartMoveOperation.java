package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.StartMoveTask;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody having the dead letters of a queue moved back, or to one other queue. */
final class StartMoveOperation implements Operation<StartMoveTask.Reply> {

    private final QueueModel source;
    private final MoveModel moves;
    private final MoveModel.Task task;

    /** Queues whose dead letters surely came to the source when this was submitted. */
    private final List<QueueModel> feedingSurely;

    /** Prepares it; {@code destination} null gives each message back to where it came from. */
    StartMoveOperation(
            QueueModel source, MoveModel moves, @Nullable QueueModel destination, int perSecondMax, long nowMillis) {
        this.source = source;
        this.moves = moves;
        this.feedingSurely = source.ways.behind().stream()
                .filter(each -> feeds(each, source))
                .toList();
        this.task = moves.ask(destination, perSecondMax, nowMillis);
    }

    private static boolean feeds(QueueModel queue, QueueModel source) {
        return queue.exists() && queue.deadLetters == source && queue.receivesBeforeMovingMax() != Long.MAX_VALUE;
    }

    @Override
    public Command<StartMoveTask.Reply> command() {
        QueueModel destination = task.destination;
        return new StartMoveTask(
                source.name,
                destination == null ? null : destination.name,
                task.perSecondMax,
                new Origin("simulator", "move"));
    }

    @Override
    public int partition() {
        return source.partition;
    }

    @Override
    public void done(StartMoveTask.Reply reply, long nowMillis) {
        moves.started(task, reply.taskId());
    }

    @Override
    public void notDone() {
        moves.refused(task);
    }

    @Override
    public void rejected(Rejection rejection) {
        boolean allowed = switch (rejection.reason()) {
            case QueueRejection.MOVE_TASK_RUNNING -> moves.othersMayRun(task);
            case QueueRejection.MOVE_SOURCE_NOT_DEAD_LETTERS ->
                feedingSurely.stream().noneMatch(each -> feeds(each, source));
            case QueueRejection.QUEUE_NOT_FOUND ->
                !source.exists() || (task.destination != null && !task.destination.exists());
            default -> false;
        };
        Violation.unless(allowed, Kind.REFUSED, () -> "the start of " + task + " was refused: " + rejection);
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {
        moves.lost(task);
    }
}
