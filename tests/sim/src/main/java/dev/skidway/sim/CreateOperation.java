package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SettingsChange;
import dev.skidway.sim.QueueModel.Existence;
import dev.skidway.sim.Violation.Kind;
import java.util.TreeMap;

/** Somebody creating a queue that does not exist. */
final class CreateOperation implements Operation<CreateQueue.Reply> {

    private final QueueModel queue;
    private final SettingsChange settings;
    private final Coverage coverage;

    CreateOperation(QueueModel queue, SettingsChange settings, Coverage coverage) {
        this.queue = queue;
        this.settings = settings;
        this.coverage = coverage;
    }

    @Override
    public Command<CreateQueue.Reply> command() {
        return new CreateQueue(queue.name, settings, new TreeMap<>(), new Origin("simulator", "create"));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(CreateQueue.Reply reply, long nowMillis) {
        Violation.unless(
                reply.created(), Kind.PHANTOM, () -> "found although it was deleted or never created: " + queue);
        queue.existence = Existence.EXISTS;
    }

    @Override
    public void notDone() {
        queue.neverCreated();
    }

    @Override
    public void rejected(Rejection rejection) {
        Violation.unless(
                rejection.reason() == QueueRejection.QUEUE_DELETED_RECENTLY,
                Kind.REFUSED,
                () -> "the creation of " + queue + " was refused: " + rejection);
        coverage.hit("create: deleted recently");
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {}
}
