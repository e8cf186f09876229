package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.sim.Violation.Kind;
import java.util.List;

/** A delete with a receipt that was never given out. */
final class ForgedDelete implements Operation<DeleteMessages.Reply> {

    private final QueueModel queue;
    private final LeaseRef lease;
    private final Coverage coverage;

    ForgedDelete(QueueModel queue, LeaseRef lease, Coverage coverage) {
        this.queue = queue;
        this.lease = lease;
        this.coverage = coverage;
    }

    @Override
    public Command<DeleteMessages.Reply> command() {
        return new DeleteMessages(queue.name, List.of(lease));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(DeleteMessages.Reply reply, long nowMillis) {
        DeleteMessages.Result result = reply.results().getFirst();
        Violation.unless(
                result == DeleteMessages.Result.FOREIGN || result == DeleteMessages.Result.ALREADY_GONE,
                Kind.PHANTOM,
                () -> "a forged receipt " + lease + " was taken: " + result);
        coverage.hit("delete: forged");
    }

    @Override
    public void notDone() {}

    @Override
    public void unknown(long nowMillis) {}
}
