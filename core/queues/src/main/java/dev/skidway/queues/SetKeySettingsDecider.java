package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the named settings over those that the keys have. */
final class SetKeySettingsDecider implements Decider<SetKeySettings, SetKeySettings.Reply> {

    private final QueuesRead queues;

    SetKeySettingsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<SetKeySettings.Reply> decide(SetKeySettings command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        if (command.changes().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.changes().size());
        }
        List<KeySettingsChanged.Changed> changed =
                new ArrayList<>(command.changes().size());
        Set<String> keys = new HashSet<>();
        int more = 0;
        for (SetKeySettings.Change change : command.changes()) {
            KeySettings before = queue.keySettings(change.key());
            KeySettings after = before.with(change.settings());
            String flaw = flaw(change.key(), after);
            flaw = flaw != null || keys.add(change.key()) ? flaw : "Expected each key once, found one twice.";
            if (flaw != null) {
                return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
            }
            more += (after.isDefault() ? 0 : 1) - (before.isDefault() ? 0 : 1);
            changed.add(new KeySettingsChanged.Changed(
                    change.key(), after, change.settings().release()));
        }
        String flaw = SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        if (more > 0 && queue.keysWithSettings() + more > QueueLimits.KEY_SETTINGS_MAX) {
            return Rejections.reject(
                    QueueRejection.KEY_SETTINGS_LIMIT,
                    "Expected at most " + QueueLimits.KEY_SETTINGS_MAX
                            + " keys with settings of their own in one queue; reset some, or use the queue's limits for keys.");
        }
        return new Decision.Accept<>(
                changed.isEmpty() ? List.of() : List.of(new KeySettingsChanged(queue.id(), changed, command.origin())),
                new SetKeySettings.Reply());
    }

    private static @Nullable String flaw(String key, KeySettings settings) {
        String flaw = SettingsRules.outside("key bytes", Fields.utf8(key).length, 0, QueueLimits.KEY_BYTES_MAX);
        flaw = flaw != null || Fields.isText(key)
                ? flaw
                : "Expected a key of whole characters, found half a surrogate pair.";
        return flaw != null ? flaw : settings.flaw();
    }
}
