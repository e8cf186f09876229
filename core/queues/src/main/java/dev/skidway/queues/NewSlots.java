package dev.skidway.queues;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives messages that are about to enter a queue their lanes and slots, on paper. */
record NewSlots(QueueRead queue, List<MessagesSent.NewLane> newLanes, Map<LaneKey, Place> next) {

    static NewSlots of(QueueRead queue) {
        return new NewSlots(queue, new ArrayList<>(), new HashMap<>());
    }

    /** A lane and a slot in it. */
    record Place(long lane, long slot) {}

    /** What makes a lane of its own. */
    record LaneKey(int priority, @Nullable String key) {}

    /** The next slot for a message of this priority and key, or null if the queue has no room for one more key. */
    @Nullable Place take(int priority, @Nullable String key) {
        LaneKey laneKey = new LaneKey(priority, key);
        Place place = next.get(laneKey);
        if (place == null) {
            place = first(laneKey);
        }
        if (place != null) {
            next.put(laneKey, new Place(place.lane, place.slot + 1));
        }
        return place;
    }

    private @Nullable Place first(LaneKey key) {
        LaneRead lane = queue.lane(key.priority, key.key);
        if (lane != null) {
            return new Place(lane.number(), lane.nextSlot());
        }
        if (queue.laneCount() + newLanes.size() >= QueueLimits.LANES_PER_QUEUE_MAX
                || queue.keysKnown() + newLanes.size() >= QueueLimits.KEYS_KNOWN_MAX) {
            return null;
        }
        long number = queue.nextLane() + newLanes.size();
        newLanes.add(new MessagesSent.NewLane(number, key.priority, key.key));
        return new Place(number, 0);
    }
}
