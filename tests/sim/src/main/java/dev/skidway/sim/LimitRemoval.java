package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteLimit;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueRejection;
import dev.skidway.sim.Violation.Kind;
import java.util.List;

/** Somebody deleting a limit that queues may share. */
final class LimitRemoval implements Operation<DeleteLimit.Reply> {

    private final LimitModel limit;
    private final SettingsAsked asked;
    private final Coverage coverage;

    LimitRemoval(LimitModel limit, Coverage coverage) {
        this.limit = limit;
        this.coverage = coverage;
        this.asked = new SettingsAsked(List.of(SettingsAsked.of(limit.exists, 0L)));
    }

    @Override
    public Command<DeleteLimit.Reply> command() {
        return new DeleteLimit(limit.name, new Origin("simulator", "limit"));
    }

    @Override
    public int partition() {
        return limit.partition;
    }

    @Override
    public void done(DeleteLimit.Reply reply, long nowMillis) {
        Violation.unless(
                limit.users.stream().noneMatch(user -> user.exists() && user.usesLimit.min() == 1),
                Kind.LOST,
                () -> "deleted while a queue uses it: " + limit.name);
        coverage.hit("limit: deleted");
        asked.done();
    }

    @Override
    public void notDone() {
        asked.over();
    }

    @Override
    public void rejected(Rejection rejection) {
        boolean inUse = rejection.reason() == QueueRejection.LIMIT_IN_USE && limit.mayBeUsed();
        Violation.unless(
                inUse || (rejection.reason() == QueueRejection.LIMIT_NOT_FOUND && limit.exists.min() == 0),
                Kind.LOST,
                () -> "the deletion of " + limit.name + " was refused: " + rejection);
        asked.over();
    }

    @Override
    public void unknown(long nowMillis) {
        asked.over();
    }
}
