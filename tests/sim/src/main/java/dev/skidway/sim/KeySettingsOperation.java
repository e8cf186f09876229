package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.KeyChange;
import dev.skidway.queues.Origin;
import dev.skidway.queues.SetKeySettings;
import java.util.List;

/** Somebody changing what a key has of its own. */
final class KeySettingsOperation implements Operation<SetKeySettings.Reply> {

    private final QueueModel queue;
    private final SetKeySettings.Change change;
    private final SettingsAsked asked;

    KeySettingsOperation(QueueModel queue, String key, KeyChange change) {
        this.queue = queue;
        this.change = new SetKeySettings.Change(key, change);
        this.asked = queue.mayChange(key, change);
    }

    @Override
    public Command<SetKeySettings.Reply> command() {
        return new SetKeySettings(queue.name, List.of(change), new Origin("simulator", "keys"));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(SetKeySettings.Reply reply, long nowMillis) {
        asked.done();
    }

    @Override
    public void notDone() {
        asked.over();
    }

    @Override
    public void rejected(Rejection rejection) {
        Violation.unlessGone(queue, rejection, "settings of a key of");
        asked.over();
    }

    @Override
    public void unknown(long nowMillis) {
        asked.over();
    }
}
