package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the messages of a queue from where the page before ended, a bounded way. */
final class PeekMessagesDecider implements Decider<PeekMessages, PeekMessages.Reply> {

    private final QueuesRead queues;

    PeekMessagesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<PeekMessages.Reply> decide(PeekMessages command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        MessageRef after = command.after();
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.PEEK_COUNT_MAX);
        flaw = flaw != null || after == null || after.queueId() == queue.id()
                ? flaw
                : "Expected a page of this queue to go on from.";
        return flaw != null ? Rejections.reject(QueueRejection.SETTING_INVALID, flaw) : page(queue, command, nowMillis);
    }

    private static Decision<PeekMessages.Reply> page(QueueRead queue, PeekMessages command, long nowMillis) {
        MessageRef after = command.after();
        List<PeekedMessage> page = new ArrayList<>();
        MessageRef last = after;
        int looked = 0;
        long bytes = 0;
        for (LaneRead lane : queue.lanesFrom(after == null ? 0 : after.lane())) {
            long slot = lane.nextLive(after != null && lane.number() == after.lane() ? after.slot() + 1 : 0);
            while (slot >= 0) {
                if (page.size() == command.countMax()
                        || looked == QueueLimits.PEEK_LOOKED_MAX
                        || bytes >= QueueLimits.PEEK_BYTES_MAX) {
                    return shown(page, last);
                }
                LeaseRead lease = queue.lease(lane.number(), slot);
                PeekedMessage.State state = state(lane, slot, lease);
                boolean wanted = command.wanted().takes(state);
                if (wanted && !lane.fetch(slot)) {
                    // Whoever has seen something goes on from there; it is there by then.
                    return looked > 0 ? shown(page, last) : fetching(queue, after, nowMillis);
                }
                looked++;
                last = new MessageRef(queue.id(), lane.number(), slot);
                if (wanted) {
                    PeekedMessage message = message(queue, lane, slot);
                    page.add(message);
                    bytes += message.payload().bytes();
                }
                slot = lane.nextLive(slot + 1);
            }
        }
        return shown(page, null);
    }

    private static Decision<PeekMessages.Reply> shown(List<PeekedMessage> page, @Nullable MessageRef next) {
        return new Decision.Accept<>(List.of(), new PeekMessages.Reply(page, next, false));
    }

    private static Decision<PeekMessages.Reply> fetching(QueueRead queue, @Nullable MessageRef after, long nowMillis) {
        return new Decision.Wait<>(
                PeekMessages.waitKey(queue.id()),
                nowMillis + QueueLimits.FETCH_MILLIS_MAX,
                new PeekMessages.Reply(List.of(), after, true));
    }

    /** What is shown of a message that is in memory. */
    static PeekedMessage message(QueueRead queue, LaneRead lane, long slot) {
        @Nullable LeaseRead lease = queue.lease(lane.number(), slot);
        PeekedMessage.State state = state(lane, slot, lease);
        @Nullable DeadLetter letter = lease == null ? null : lease.deadLetter();
        return new PeekedMessage(
                new MessageRef(queue.id(), lane.number(), slot),
                queue.identity(lane.number(), slot),
                state,
                new Payload(lane.payloadPosition(slot), lane.headerBytes(slot), lane.bodyBytes(slot)),
                lane.key(),
                queue.priorityOf(lane, slot),
                lane.enqueuedAtMillis(slot),
                dueMillis(lane, slot, state, lease),
                lease == null ? 0 : lease.receiveCount(),
                lease == null ? 0 : lease.firstReceivedAtMillis(),
                letter == null ? null : letter.sourceName());
    }

    private static long dueMillis(LaneRead lane, long slot, PeekedMessage.State state, @Nullable LeaseRead lease) {
        return switch (state) {
            case READY -> 0;
            case DELAYED -> lease == null ? lane.delayedUntilMillis(slot) : lease.untilMillis();
            case LEASED -> lease == null ? 0 : lease.untilMillis();
        };
    }

    static PeekedMessage.State state(LaneRead lane, long slot, @Nullable LeaseRead lease) {
        if (lane.isReady(slot)) {
            return PeekedMessage.State.READY;
        }
        return lease != null && lease.leased() ? PeekedMessage.State.LEASED : PeekedMessage.State.DELAYED;
    }
}
