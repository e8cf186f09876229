package dev.skidway.queues;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives messages that are about to enter a queue their lanes and slots, on paper. */
record NewSlots(QueueRead queue, List<MessagesSent.NewLane> newLanes, Map<LaneKey, PaperLane> lanes) {

    static NewSlots of(QueueRead queue) {
        return new NewSlots(queue, new ArrayList<>(), new HashMap<>());
    }

    /** What makes a lane of its own. */
    record LaneKey(int priority, @Nullable String key) {}

    /** A lane as it will be; {@code nextFarSlots} says of spans on paper what {@link LaneRead#nextFarSlot} says of the others. */
    record PaperLane(
            @Nullable LaneRead lane, long number, long nextSlot, long nextFarBlock, Map<Long, Long> nextFarSlots) {}

    /** The next slot for a message of this priority and key, or null if the queue has no room for one more key. */
    @Nullable Place take(int priority, @Nullable String key) {
        LaneKey laneKey = new LaneKey(priority, key);
        PaperLane lane = lane(laneKey);
        return lane == null ? null : takeNear(laneKey, lane);
    }

    /** The same for a message that is due later. */
    @Nullable Place take(int priority, @Nullable String key, long dueMillis, long nowMillis) {
        return take(priority, key, dueMillis, nowMillis, false);
    }

    /** The same for one that may have to lie with those that are due at about the same time, for its age counts from then. */
    @Nullable Place take(int priority, @Nullable String key, long dueMillis, long nowMillis, boolean outlivesRetention) {
        LaneKey laneKey = new LaneKey(priority, key);
        PaperLane lane = lane(laneKey);
        if (lane == null) {
            return null;
        }
        boolean isFar = dueMillis - nowMillis >= QueueLimits.FAR_DELAY_MILLIS_MIN && mayBeFar(lane, key);
        boolean far = isFar || (outlivesRetention && FarSlots.isRoom(lane.nextFarBlock));
        return far ? takeFar(laneKey, lane, FarSlots.spanOf(dueMillis, nowMillis)) : takeNear(laneKey, lane);
    }

    /** Whether a message with a long delay goes where those are that are due at about the same time; not where order is promised. */
    private boolean mayBeFar(PaperLane lane, @Nullable String key) {
        boolean large = key == null || (lane.lane != null && lane.lane.live() >= FarSlots.LANE_LIVE_MIN);
        return large && !queue.name().fifo() && FarSlots.isRoom(lane.nextFarBlock);
    }

    private Place takeNear(LaneKey key, PaperLane lane) {
        lanes.put(key, new PaperLane(lane.lane, lane.number, lane.nextSlot + 1, lane.nextFarBlock, lane.nextFarSlots));
        return new Place(lane.number, lane.nextSlot);
    }

    private Place takeFar(LaneKey key, PaperLane lane, long span) {
        Long onPaper = lane.nextFarSlots.get(span);
        long slot = onPaper != null ? onPaper : lane.lane == null ? -1 : lane.lane.nextFarSlot(span);
        long nextBlock = lane.nextFarBlock;
        if (slot < 0) {
            slot = FarSlots.firstOf(nextBlock++);
        }
        lane.nextFarSlots.put(span, FarSlots.endsBlock(slot) ? -1 : slot + 1);
        lanes.put(key, new PaperLane(lane.lane, lane.number, lane.nextSlot, nextBlock, lane.nextFarSlots));
        return new Place(lane.number, slot);
    }

    private @Nullable PaperLane lane(LaneKey key) {
        PaperLane lane = lanes.get(key);
        return lane != null ? lane : first(key);
    }

    private @Nullable PaperLane first(LaneKey key) {
        LaneRead lane = queue.lane(key.priority, key.key);
        if (lane != null) {
            return new PaperLane(lane, lane.number(), lane.nextSlot(), lane.nextFarBlock(), new HashMap<>());
        }
        if (queue.laneCount() + newLanes.size() >= QueueLimits.LANES_PER_QUEUE_MAX
                || queue.keysKnown() + newLanes.size() >= QueueLimits.KEYS_KNOWN_MAX) {
            return null;
        }
        long number = queue.nextLane() + newLanes.size();
        newLanes.add(new MessagesSent.NewLane(number, key.priority, key.key));
        return new PaperLane(null, number, 0, FarSlots.FIRST_BLOCK, new HashMap<>());
    }
}
