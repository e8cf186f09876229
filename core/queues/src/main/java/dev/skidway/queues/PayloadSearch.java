package dev.skidway.queues;

import dev.skidway.engine.PayloadWalk;
import dev.skidway.engine.StoredPayload;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A walk over all live messages, by queue, lane and slot, for those whose payload lies in certain segments.
 *
 * <p>It changes nothing, and the state may change between two steps. A message that moved behind the walk is missed: whoever asked sees that
 * its segment still holds live bytes, and asks again later.
 */
final class PayloadSearch implements PayloadWalk {

    /** Slots, or lanes, looked at in one step: some tens of microseconds. */
    static final int LOOKS_PER_STEP = 4_096;

    private final Queues queues;
    private final LongPredicate wanted;
    private long lastSegment = -1;
    private boolean lastWanted;
    private long lastQueueId;
    private @Nullable Queue queue;
    private @Nullable Messages messages;
    private @Nullable Lane lane;
    private long slot;
    private boolean waits;

    PayloadSearch(Queues queues, LongPredicate wanted) {
        this.queues = queues;
        this.wanted = wanted;
    }

    @Override
    public boolean step(Predicate<StoredPayload> take) {
        int looks = LOOKS_PER_STEP;
        waits = false;
        while (looks > 0) {
            Lane current = currentLane();
            if (current == null) {
                if (!nextQueue()) {
                    return true;
                }
                looks -= 1 + (messages == null ? 0 : messages.segments.size());
                continue;
            }
            Chunk chunk = current.chunkFrom(Chunk.blockOf(slot));
            if (chunk == null) {
                lane = current.next;
                slot = 0;
                looks--;
                continue;
            }
            AwayChunk away = chunk.away;
            if (away != null && away.segments.any(wanted)) {
                // The walk goes on with it once it is back.
                away.fetch();
                waits = true;
                return false;
            }
            if (away != null) {
                slot = (Chunk.blockOf(chunk.firstSlot) + 1) << Chunk.BLOCK_BITS;
                looks--;
                continue;
            }
            looks = look(current, chunk, looks, take);
        }
        return false;
    }

    @Override
    public boolean waits() {
        return waits;
    }

    /** Where the walk stands, or null if the queue is through, was purged or deleted. */
    private @Nullable Lane currentLane() {
        if (queue == null || queue.messages != messages || queues.withId(queue.id()) != queue) {
            return null;
        }
        while (lane != null && lane.forgotten) {
            lane = lane.next;
            slot = 0;
        }
        return lane;
    }

    private boolean nextQueue() {
        Map.Entry<Long, Queue> next = queues.byId.higherEntry(lastQueueId);
        if (next == null) {
            return false;
        }
        lastQueueId = next.getKey();
        queue = next.getValue();
        messages = queue.messages;
        lane = messages.segments.any(wanted) ? messages.lanes.first() : null;
        slot = 0;
        return true;
    }

    /** Looks at the slots of a chunk; returns how many more looks there may be, 0 too if a payload was not taken. */
    private int look(Lane current, Chunk next, int looks, Predicate<StoredPayload> take) {
        int left = looks - 1;
        int index = next.nextLive((int) Math.max(0, slot - next.firstSlot));
        if (index >= 0) {
            // By its slot, so that the lane brings in whatever it keeps elsewhere.
            Chunk chunk = current.chunk(next.firstSlot + index);
            for (; index < chunk.used && left > 0; index++, left--) {
                if (chunk.isLive(index)
                        && isWanted(chunk.position(index))
                        && !take.test(found(current, chunk, index))) {
                    left = 0;
                    break;
                }
            }
        }
        // Past the last live slot the walk goes on with the next block.
        boolean more = index >= 0 && index < next.used;
        slot = more ? next.firstSlot + index : (Chunk.blockOf(next.firstSlot) + 1) << Chunk.BLOCK_BITS;
        return left;
    }

    private LivePayload found(Lane current, Chunk chunk, int index) {
        Payload payload = new Payload(chunk.position(index), chunk.headerBytes(index), chunk.bodyBytes(index));
        return new LivePayload(lastQueueId, current.number(), chunk.firstSlot + index, payload);
    }

    private boolean isWanted(long position) {
        long segment = queues.shared.segmentOf.applyAsLong(position);
        if (segment != lastSegment) {
            lastSegment = segment;
            lastWanted = wanted.test(segment);
        }
        return lastWanted;
    }
}
