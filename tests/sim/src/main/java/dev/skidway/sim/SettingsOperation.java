package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.Origin;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;

/** Somebody changing how a queue behaves. */
final class SettingsOperation implements Operation<SetQueueSettings.Reply> {

    private final QueueModel queue;
    private final SettingsChange change;
    private final SettingsAsked asked;

    SettingsOperation(QueueModel queue, SettingsChange change) {
        this.queue = queue;
        this.change = change;
        this.asked = queue.mayChange(change);
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
    public void done(SetQueueSettings.Reply reply, long nowMillis) {
        asked.done();
        queue.settled(nowMillis);
    }

    @Override
    public void notDone() {
        asked.over();
    }

    @Override
    public void rejected(Rejection rejection) {
        Violation.unlessGone(queue, rejection, "new settings of");
        asked.over();
    }

    @Override
    public void unknown(long nowMillis) {
        asked.over();
    }
}
