package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.Origin;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueRejection;
import dev.skidway.sim.SentMessage.Send;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.function.LongSupplier;

/** Somebody emptying a queue. */
final class PurgeOperation implements Operation<PurgeQueue.Reply> {

    private final QueueModel queue;
    private final List<SentMessage> storedBefore;
    private final LongSupplier step;
    private final Coverage coverage;

    PurgeOperation(QueueModel queue, LongSupplier step, Coverage coverage) {
        this.queue = queue;
        this.step = step;
        this.coverage = coverage;
        this.storedBefore = queue.messages.stream()
                .filter(message -> message.send == Send.STORED)
                .toList();
        queue.purgesInFlight++;
        queue.purgesAsked++;
        queue.doubtAll();
    }

    @Override
    public Command<PurgeQueue.Reply> command() {
        return new PurgeQueue(queue.name, new Origin("simulator", "purge"));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(PurgeQueue.Reply reply, long nowMillis) {
        queue.purgesInFlight--;
        queue.doubtAll();
        storedBefore.forEach(message -> message.goneWithItsQueue(queue, step.getAsLong()));
        coverage.hit("purge: done");
        coverage.add("purge: messages removed", reply.messages());
    }

    @Override
    public void notDone() {
        queue.purgesInFlight--;
    }

    @Override
    public void rejected(Rejection rejection) {
        boolean allowed = rejection.reason() == QueueRejection.PURGE_IN_PROGRESS
                || (rejection.reason() == QueueRejection.QUEUE_NOT_FOUND && !queue.exists());
        Violation.unless(allowed, Kind.LOST, () -> "a purge of " + queue + " was refused: " + rejection);
        coverage.hit("purge: refused");
        notDone();
    }

    @Override
    public void unknown(long nowMillis) {
        queue.doubtAll();
        notDone();
    }
}
