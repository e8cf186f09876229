package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.queues.ListQueues;
import dev.skidway.sim.Violation.Kind;

/** Somebody listing queues, one of which must be among them. */
final class ListOperation implements Operation<ListQueues.Reply> {

    private final QueueModel queue;
    private final Coverage coverage;

    ListOperation(QueueModel queue, Coverage coverage) {
        this.queue = queue;
        this.coverage = coverage;
    }

    @Override
    public Command<ListQueues.Reply> command() {
        return new ListQueues(queue.name.namespace(), queue.name.name(), "", 10);
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(ListQueues.Reply reply, long nowMillis) {
        boolean listed = reply.queues().stream().anyMatch(view -> view.queue().equals(queue.name));
        Violation.unless(listed || !queue.exists(), Kind.LOST, () -> "not listed: " + queue);
        coverage.hit("list: done");
    }

    @Override
    public void notDone() {}

    @Override
    public void unknown(long nowMillis) {}
}
