package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases what the scheduler picks, or waits for something to pick. */
final class ReceiveMessagesDecider implements Decider<ReceiveMessages, ReceiveMessages.Reply> {

    private final QueuesRead queues;

    ReceiveMessagesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ReceiveMessages.Reply> decide(ReceiveMessages command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        String flaw = flaw(command);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        long waitMillis = command.waitMillis() < 0 ? queue.settings().receiveWaitMillis() : command.waitMillis();
        long room = queue.settings().inFlightMax() - queue.leasedCount();
        if (room <= 0 && waitMillis == 0) {
            return Rejections.reject(
                    QueueRejection.IN_FLIGHT_LIMIT,
                    "Expected fewer than " + queue.settings().inFlightMax()
                            + " messages in flight; delete some that are done.");
        }
        List<Pick> picks = room <= 0 ? List.of() : queue.plan((int) Math.min(room, command.countMax()));
        if (!picks.isEmpty()) {
            return lease(queue, picks, command, nowMillis);
        }
        ReceiveMessages.Reply nothing = new ReceiveMessages.Reply(List.of());
        return waitMillis == 0
                ? new Decision.Accept<>(List.of(), nothing)
                : new Decision.Wait<>(queue.id(), nowMillis + waitMillis, nothing);
    }

    private static @Nullable String flaw(ReceiveMessages command) {
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.ENTRIES_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "visibilityMillis", command.visibilityMillis(), -1, QueueLimits.VISIBILITY_MILLIS_MAX);
        return flaw != null
                ? flaw
                : SettingsRules.outside("waitMillis", command.waitMillis(), -1, QueueLimits.WAIT_MILLIS_MAX);
    }

    private static Decision<ReceiveMessages.Reply> lease(
            QueueRead queue, List<Pick> picks, ReceiveMessages command, long nowMillis) {
        long visibilityMillis =
                command.visibilityMillis() < 0 ? queue.settings().visibilityMillis() : command.visibilityMillis();
        List<MessagesLeased.Leased> leased = new ArrayList<>(picks.size());
        List<LeasedMessage> messages = new ArrayList<>(picks.size());
        for (Pick pick : picks) {
            LaneRead lane = pick.lane();
            LeaseRead before = queue.lease(lane.number(), pick.slot());
            int receiveCount = before == null ? 1 : before.receiveCount() + 1;
            leased.add(new MessagesLeased.Leased(lane.number(), pick.slot(), receiveCount));
            messages.add(new LeasedMessage(
                    new LeaseRef(new MessageRef(queue.id(), lane.number(), pick.slot()), receiveCount),
                    lane.payloadPosition(pick.slot()),
                    lane.headerBytes(pick.slot()),
                    lane.bodyBytes(pick.slot()),
                    lane.key(),
                    lane.enqueuedAtMillis(pick.slot()),
                    before == null ? nowMillis : before.firstReceivedAtMillis(),
                    receiveCount));
        }
        return new Decision.Accept<>(
                List.of(new MessagesLeased(queue.id(), nowMillis + visibilityMillis, leased)),
                new ReceiveMessages.Reply(messages));
    }
}
