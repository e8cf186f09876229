package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;

/** Finds the payloads of the messages whose latest lease is named. */
final class LocatePayloadsDecider implements Decider<LocatePayloads, LocatePayloads.Reply> {

    private final QueuesRead queues;

    LocatePayloadsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<LocatePayloads.Reply> decide(LocatePayloads command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        if (command.leases().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.leases().size());
        }
        List<Long> positions = new ArrayList<>(command.leases().size());
        for (LeaseRef lease : command.leases()) {
            positions.add(position(lease, queue, nowMillis));
        }
        return new Decision.Accept<>(List.of(), new LocatePayloads.Reply(positions));
    }

    private static long position(LeaseRef lease, QueueRead queue, long nowMillis) {
        LaneRead lane = queue.lane(lease.message().lane());
        return lane == null || Standing.of(lease, queue, nowMillis) != Standing.LATEST
                ? LocatePayloads.GONE
                : lane.payloadPosition(lease.message().slot());
    }
}
