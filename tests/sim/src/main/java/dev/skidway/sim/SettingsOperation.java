package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.sim.Violation.Kind;

/** Somebody changing how a queue behaves. */
final class SettingsOperation implements Operation<SetQueueSettings.Reply> {

    private final QueueModel queue;
    private final SettingsChange change;

    SettingsOperation(QueueModel queue, SettingsChange change) {
        this.queue = queue;
        this.change = change;
        queue.mayChange(change);
    }

    @Override
    public Command<SetQueueSettings.Reply> command() {
        return new SetQueueSettings(queue.name, change, new Origin("simulator", "settings"));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(SetQueueSettings.Reply reply, long nowMillis) {}

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        Violation.unless(
                rejection.reason() == QueueRejection.QUEUE_NOT_FOUND && !queue.exists(),
                Kind.LOST,
                () -> "new settings of " + queue + " were refused: " + rejection);
    }

    @Override
    public void unknown() {}
}
