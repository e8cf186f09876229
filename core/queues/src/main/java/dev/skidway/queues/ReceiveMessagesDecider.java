package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Leases what the scheduler picks, or waits for something to pick; what was received too often moves on instead. */
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
        AttemptRead attempt = attempt(command, queue, nowMillis);
        if (attempt != null) {
            return repeat(command, queue, attempt, nowMillis);
        }
        long waitMillis = command.waitMillis() < 0 ? queue.settings().receiveWaitMillis() : command.waitMillis();
        boolean tooMany = queue.leasedCount() >= queue.settings().inFlightMax();
        if (tooMany && waitMillis == 0 && !queue.settings().fifo().fifo()) {
            return Rejections.reject(
                    QueueRejection.IN_FLIGHT_LIMIT,
                    "Expected fewer than " + queue.settings().inFlightMax()
                            + " messages in flight; delete some that are done.");
        }
        long room = queue.room(nowMillis);
        ReceiveMessages.Reply nothing = new ReceiveMessages.Reply(List.of());
        ReceivePlan plan = room <= 0
                ? null
                : ReceivePlan.of(queue, deadLetterTarget(queue), queues.movedRoom(), nowMillis, (int)
                        Math.min(room, command.countMax()));
        List<Event> moved = plan == null ? List.of() : moved(queue, plan);
        if (plan != null && !plan.leased().isEmpty()) {
            return lease(queue, plan.leased(), moved, command, nowMillis);
        }
        // With more to look at, waiting would not end by itself: the receiver asks again.
        boolean askAgain = plan != null && plan.more();
        long patienceMillis =
                room > 0 && queue.fetching() ? Math.max(waitMillis, QueueLimits.FETCH_MILLIS_MAX) : waitMillis;
        return patienceMillis == 0 || askAgain
                ? new Decision.Accept<>(moved, nothing)
                : new Decision.Wait<>(queue.id(), nowMillis + patienceMillis, nothing, moved);
    }

    private @Nullable QueueRead deadLetterTarget(QueueRead queue) {
        DeadLetterPolicy policy = queue.settings().deadLetters();
        return policy.on() ? queues.find(new QueueName(queue.name().namespace(), policy.targetName())) : null;
    }

    private List<Event> moved(QueueRead queue, ReceivePlan plan) {
        QueueRead target = plan.moved().isEmpty() ? null : deadLetterTarget(queue);
        return target == null
                ? List.of()
                : List.of(new MessagesDeadLettered(queue.id(), target.id(), plan.newLanes(), plan.moved()));
    }

    private static @Nullable String flaw(ReceiveMessages command) {
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.ENTRIES_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "visibilityMillis", command.visibilityMillis(), -1, QueueLimits.VISIBILITY_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("waitMillis", command.waitMillis(), -1, QueueLimits.WAIT_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "worker bytes", Fields.utf8(command.worker()).length, 0, QueueLimits.WORKER_BYTES_MAX);
        int idBytes = command.attemptId() == null ? 1 : Fields.utf8(command.attemptId()).length;
        return flaw != null
                ? flaw
                : SettingsRules.outside("attempt id bytes", idBytes, 1, QueueLimits.ATTEMPT_ID_BYTES_MAX);
    }

    /** The earlier receive that this one repeats, or null: it has no id, or something happened to those leases since. */
    private static @Nullable AttemptRead attempt(ReceiveMessages command, QueueRead queue, long nowMillis) {
        String id = command.attemptId();
        AttemptRead attempt = id == null || !queue.settings().fifo().fifo()
                ? null
                : queue.memory().attempt(id, nowMillis);
        if (attempt == null) {
            return null;
        }
        for (MessagesLeased.Leased leased : attempt.leased()) {
            LeaseRead lease = queue.lease(leased.lane(), leased.slot());
            if (lease == null
                    || !lease.leased()
                    || lease.untilMillis() <= nowMillis
                    || lease.receiveCount() != leased.receiveCount()
                    || lease.untilMillis() != attempt.untilMillis()) {
                return null;
            }
        }
        return attempt;
    }

    private static Decision<ReceiveMessages.Reply> repeat(
            ReceiveMessages command, QueueRead queue, AttemptRead attempt, long nowMillis) {
        long until = nowMillis + visibilityMillis(command, queue);
        for (MessagesLeased.Leased leased : attempt.leased()) {
            LeaseRead before = Objects.requireNonNull(queue.lease(leased.lane(), leased.slot()));
            until = Math.min(until, before.leasedAtMillis() + QueueLimits.VISIBILITY_MILLIS_MAX);
        }
        List<LeasedMessage> messages = new ArrayList<>(attempt.leased().size());
        for (MessagesLeased.Leased leased : attempt.leased()) {
            LeaseRead before = queue.lease(leased.lane(), leased.slot());
            LaneRead lane = Objects.requireNonNull(queue.lane(leased.lane()));
            messages.add(message(queue, lane, leased, before, nowMillis, until));
        }
        String id = Objects.requireNonNull(command.attemptId());
        return new Decision.Accept<>(
                List.of(new MessagesLeased(queue.id(), until, id, command.worker(), true, attempt.leased())),
                new ReceiveMessages.Reply(messages));
    }

    private static long visibilityMillis(ReceiveMessages command, QueueRead queue) {
        return command.visibilityMillis() < 0 ? queue.settings().visibilityMillis() : command.visibilityMillis();
    }

    private static Decision<ReceiveMessages.Reply> lease(
            QueueRead queue, List<Pick> picks, List<Event> moved, ReceiveMessages command, long nowMillis) {
        long until = nowMillis + visibilityMillis(command, queue);
        List<MessagesLeased.Leased> leased = new ArrayList<>(picks.size());
        List<LeasedMessage> messages = new ArrayList<>(picks.size());
        for (Pick pick : picks) {
            LaneRead lane = pick.lane();
            LeaseRead before = queue.lease(lane.number(), pick.slot());
            int receiveCount = before == null ? 1 : before.receiveCount() + 1;
            MessagesLeased.Leased lease = new MessagesLeased.Leased(lane.number(), pick.slot(), receiveCount);
            leased.add(lease);
            messages.add(message(queue, lane, lease, before, nowMillis, until));
        }
        String attemptId = queue.settings().fifo().fifo() && command.attemptId() != null ? command.attemptId() : "";
        List<Event> events = new ArrayList<>(moved);
        events.add(new MessagesLeased(queue.id(), until, attemptId, command.worker(), false, leased));
        return new Decision.Accept<>(events, new ReceiveMessages.Reply(messages));
    }

    private static LeasedMessage message(
            QueueRead queue,
            LaneRead lane,
            MessagesLeased.Leased leased,
            @Nullable LeaseRead before,
            long nowMillis,
            long untilMillis) {
        DeadLetter letter = before == null ? null : before.deadLetter();
        MessageRef message = new MessageRef(queue.id(), lane.number(), leased.slot());
        return new LeasedMessage(
                new LeaseRef(message, leased.receiveCount()),
                queue.identity(lane.number(), leased.slot()),
                letter == null ? null : letter.sourceName(),
                lane.payloadPosition(leased.slot()),
                lane.headerBytes(leased.slot()),
                lane.bodyBytes(leased.slot()),
                lane.key(),
                lane.enqueuedAtMillis(leased.slot()),
                before == null ? nowMillis : before.firstReceivedAtMillis(),
                leased.receiveCount(),
                queue.priorityOf(lane, leased.slot()),
                untilMillis,
                JobDetails.of(queue, lane.number(), leased.slot()));
    }
}
