package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ListMoveTasks;

/** Somebody asking which move tasks a source has, and had lately. */
final class ListMovesOperation implements Operation<ListMoveTasks.Reply> {

    /** More than are ever remembered. */
    private static final int COUNT_MAX = 100;

    private final QueueModel source;
    private final MoveModel moves;

    ListMovesOperation(QueueModel source, MoveModel moves) {
        this.source = source;
        this.moves = moves;
    }

    @Override
    public Command<ListMoveTasks.Reply> command() {
        return new ListMoveTasks(source.name, COUNT_MAX);
    }

    @Override
    public int partition() {
        return source.partition;
    }

    @Override
    public void done(ListMoveTasks.Reply reply, long nowMillis) {
        moves.listed(reply.tasks(), nowMillis);
    }

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        Violation.unlessGone(source, rejection, "a list of move tasks of");
    }

    @Override
    public void unknown(long nowMillis) {}
}
