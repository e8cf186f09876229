package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Makes or changes a shared limit. */
final class SetLimitDecider implements Decider<SetLimit, SetLimit.Reply> {

    private final QueuesRead queues;

    SetLimitDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<SetLimit.Reply> decide(SetLimit command, long nowMillis) {
        LimitName name = command.limit();
        String flaw = SettingsRules.validName(new QueueName(name.namespace(), name.name()))
                ? null
                : "Expected a limit's name of 1 to " + QueueLimits.QUEUE_NAME_CHARS_MAX
                        + " letters, digits, dots, hyphens and underscores.";
        flaw = flaw != null ? flaw : DispatchSettings.limitFlaw("concurrencyMax", command.concurrencyMax());
        flaw = flaw != null ? flaw : command.rate().flaw("rate");
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        boolean created = queues.limits().view(name) == null;
        if (created && queues.limits().size() >= QueueLimits.SHARED_LIMITS_MAX) {
            return Rejections.reject(
                    QueueRejection.QUEUE_LIMIT,
                    "Expected at most " + QueueLimits.SHARED_LIMITS_MAX + " shared limits; delete one first.");
        }
        return new Decision.Accept<>(
                List.of(new LimitSet(name, command.concurrencyMax(), command.rate(), command.origin())),
                new SetLimit.Reply(created));
    }
}
