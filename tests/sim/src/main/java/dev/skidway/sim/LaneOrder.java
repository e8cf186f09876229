package dev.skidway.sim;

import dev.skidway.queues.MessageRef;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Messages of one lane that were sent without delay must have been leased first in the order of their slots. */
final class LaneOrder {

    private record Lane(int partition, long queueId, long lane) {}

    private LaneOrder() {}

    static void check(List<SentMessage> messages, Coverage coverage) {
        Map<Lane, List<SentMessage>> lanes = new HashMap<>();
        for (SentMessage message : messages) {
            MessageRef ref = message.ref;
            if (ref != null && message.firstReceivedAtMillis >= 0 && message.undelayed) {
                Lane lane = new Lane(message.queue.partition, ref.queueId(), ref.lane());
                lanes.computeIfAbsent(lane, absent -> new ArrayList<>()).add(message);
            }
        }
        for (List<SentMessage> lane : lanes.values()) {
            lane.sort(Comparator.comparingLong(
                    message -> Objects.requireNonNull(message.ref).slot()));
            for (int i = 1; i < lane.size(); i++) {
                SentMessage before = lane.get(i - 1);
                SentMessage after = lane.get(i);
                Violation.unless(
                        before.firstReceivedAtMillis <= after.firstReceivedAtMillis
                                && before.enqueuedAtMillis <= after.enqueuedAtMillis,
                        Kind.ORDER,
                        () -> "overtaken in its lane: " + before + " by " + after);
                coverage.hit("order: neighbours of a lane compared");
            }
        }
    }
}
