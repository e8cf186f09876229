package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import java.util.List;

/** Lays the named settings over the present ones. */
final class SetQueueSettingsDecider implements Decider<SetQueueSettings, SetQueueSettings.Reply> {

    private final QueuesRead queues;

    SetQueueSettingsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<SetQueueSettings.Reply> decide(SetQueueSettings command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        Boolean fifo = command.settings().fifo().fifo();
        if (fifo != null && fifo != queue.settings().fifo().fifo()) {
            return Rejections.reject(
                    QueueRejection.QUEUE_KIND_FIXED,
                    "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
        }
        QueueSettings settings = SettingsRules.changed(queue.settings(), command.settings());
        String flaw = SettingsRules.flaw(settings);
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.settings().fifo(), settings.fifo());
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        Rejection refusal =
                Rejections.deadLetters(queue.name(), command.settings().deadLetters(), queues);
        refusal = refusal != null
                ? refusal
                : Rejections.limits(
                        queue.name(),
                        command.settings().dispatch().limits(),
                        queue.settings().dispatch().limits(),
                        queues);
        return refusal != null
                ? new Decision.Reject<>(refusal)
                : new Decision.Accept<>(
                        List.of(new QueueSettingsChanged(queue.id(), settings, command.origin())),
                        new SetQueueSettings.Reply());
    }
}
