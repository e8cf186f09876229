package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves the end of the leases named; of several changes of one message in a command the last counts. */
final class ChangeVisibilityDecider implements Decider<ChangeVisibility, ChangeVisibility.Reply> {

    private final QueuesRead queues;

    ChangeVisibilityDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ChangeVisibility.Reply> decide(ChangeVisibility command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        if (command.changes().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.changes().size());
        }
        List<ChangeVisibility.Result> results =
                new ArrayList<>(command.changes().size());
        long leaseMillisMax = Math.min(command.leaseMillisMax(), QueueLimits.VISIBILITY_MILLIS_MAX);
        Map<MessageRef, VisibilityChanged.Changed> changed = new LinkedHashMap<>();
        for (ChangeVisibility.Change change : command.changes()) {
            MessageRef message = change.lease().message();
            ChangeVisibility.Result result = result(change, leaseMillisMax, queue, nowMillis);
            LeaseRead latest = queue.lease(message.lane(), message.slot());
            if (result == ChangeVisibility.Result.CHANGED && latest != null && latest.leased()) {
                changed.put(
                        message,
                        new VisibilityChanged.Changed(
                                message.lane(), message.slot(), nowMillis + change.visibilityMillis()));
            }
            results.add(result);
        }
        ChangeVisibility.Reply reply = new ChangeVisibility.Reply(results);
        return changed.isEmpty()
                ? new Decision.Accept<>(List.of(), reply)
                : new Decision.Accept<>(
                        List.of(new VisibilityChanged(queue.id(), List.copyOf(changed.values()))), reply);
    }

    private static ChangeVisibility.Result result(
            ChangeVisibility.Change change, long leaseMillisMax, QueueRead queue, long nowMillis) {
        return switch (Standing.of(change.lease(), queue, nowMillis)) {
            case LATEST -> withinTotal(change, leaseMillisMax, queue, nowMillis);
            case EXPIRED -> ChangeVisibility.Result.EXPIRED;
            case GONE -> ChangeVisibility.Result.GONE;
            case LEASED_AGAIN -> ChangeVisibility.Result.LEASED_AGAIN;
            case FOREIGN -> ChangeVisibility.Result.FOREIGN;
        };
    }

    private static ChangeVisibility.Result withinTotal(
            ChangeVisibility.Change change, long leaseMillisMax, QueueRead queue, long nowMillis) {
        MessageRef message = change.lease().message();
        LeaseRead latest = queue.lease(message.lane(), message.slot());
        if (change.visibilityMillis() < 0 || change.visibilityMillis() > leaseMillisMax) {
            return ChangeVisibility.Result.TOO_LONG;
        }
        boolean tooLong = latest != null
                && latest.leased()
                && nowMillis + change.visibilityMillis() - latest.leasedAtMillis() > leaseMillisMax;
        return tooLong ? ChangeVisibility.Result.TOO_LONG : ChangeVisibility.Result.CHANGED;
    }
}
