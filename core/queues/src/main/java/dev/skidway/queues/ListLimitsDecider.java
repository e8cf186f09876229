package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lists shared limits, one page at a time. */
final class ListLimitsDecider implements Decider<ListLimits, ListLimits.Reply> {

    private final QueuesRead queues;

    ListLimitsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ListLimits.Reply> decide(ListLimits command, long nowMillis) {
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.LIST_COUNT_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        List<LimitView> page = new ArrayList<>();
        boolean more = false;
        for (LimitName name : queues.limits()
                .from(new LimitName(command.namespace(), command.after()), false)
                .keySet()) {
            more = name.namespace().equals(command.namespace()) && page.size() == command.countMax();
            if (more || !name.namespace().equals(command.namespace())) {
                break;
            }
            page.add(Objects.requireNonNull(queues.limits().view(name)));
        }
        return new Decision.Accept<>(List.of(), new ListLimits.Reply(page, more));
    }
}
