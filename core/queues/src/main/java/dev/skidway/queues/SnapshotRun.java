package dev.skidway.queues;

import dev.skidway.engine.SnapshotSink;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot being taken, if any: every unit is written as it was when the snapshot began.
 *
 * <p>A unit carries the epoch in which it was last written or created. Whoever is about to change one calls {@code beforeChange},
 * which writes it first if its epoch is old; {@link #slice} walks over the rest. A parent is always written before its parts.
 * Messages that a purge or delete drops are frozen; they stay here until they are written.
 */
final class SnapshotRun {

    private int epoch;
    private @Nullable SnapshotUnits units;
    private @Nullable SnapshotSink sink;
    private long lastQueueId;
    private long queueIdEnd;
    private long lastTaskId;
    private long taskIdEnd;
    private @Nullable LimitName lastLimit;
    private @Nullable ScheduleName lastSchedule;
    private final ArrayDeque<Walk> dropped = new ArrayDeque<>();
    private @Nullable Walk walk;

    /** Epoch for units that are created now. */
    int epoch() {
        return epoch;
    }

    void begin(SnapshotSink sink, Queues queues) {
        abandon();
        epoch++;
        units = new SnapshotUnits(sink);
        lastQueueId = 0;
        queueIdEnd = queues.nextQueueId;
        units.writeDomain(queues);
        this.sink = sink;
        lastLimit = null;
        lastSchedule = null;
        lastTaskId = 0;
        taskIdEnd = queues.moveTasks.nextTaskId;
        SnapshotMoveTasks.writeHead(sink, queues.moveTasks);
    }

    void abandon() {
        units = null;
        sink = null;
        dropped.clear();
        walk = null;
    }

    void beforeChange(Queue queue) {
        if (units != null && queue.snapshotEpoch != epoch) {
            queue.snapshotEpoch = epoch;
            units.writeQueue(queue);
        }
    }

    void beforeChange(Queue queue, Lane lane) {
        if (units != null) {
            beforeChange(queue);
            write(queue, lane);
        }
    }

    void beforeChange(Queue queue, Lane lane, Chunk chunk) {
        if (units != null) {
            beforeChange(queue, lane);
            write(queue, lane, chunk);
        }
    }

    void beforeChange(Queue queue, Messages messages, int page) {
        if (units != null) {
            beforeChange(queue);
            write(queue, messages, page);
        }
    }

    void beforeChange(Queue queue, DeduplicationPage page) {
        if (units != null) {
            beforeChange(queue);
            write(queue, page);
        }
    }

    void beforeChange(Queue queue, Attempts.Attempt attempt) {
        if (units != null) {
            beforeChange(queue);
            write(queue, attempt);
        }
    }

    void beforeChange(Queue queue, Part part) {
        if (units != null) {
            beforeChange(queue);
            write(queue, part);
        }
    }

    void beforeChange(Queue queue, KeyState state) {
        if (units != null) {
            beforeChange(queue);
            write(queue, state);
        }
    }

    void beforeChange(SharedLimit limit) {
        write(limit);
    }

    void beforeChange(Schedule schedule) {
        write(schedule);
    }

    private int write(Schedule schedule) {
        if (sink == null || schedule.snapshotEpoch == epoch) {
            return 0;
        }
        schedule.snapshotEpoch = epoch;
        return SnapshotSchedules.write(sink, schedule);
    }

    private int write(Queue queue, KeyState state) {
        if (sink == null || state.snapshotEpoch == epoch) {
            return 0;
        }
        state.snapshotEpoch = epoch;
        return SnapshotDispatch.write(sink, queue, state);
    }

    private int write(SharedLimit limit) {
        if (sink == null || limit.snapshotEpoch == epoch) {
            return 0;
        }
        limit.snapshotEpoch = epoch;
        return SnapshotDispatch.write(sink, limit);
    }

    /** The messages leave the state but not the snapshot. */
    void beforeDrop(Queue queue, Messages messages) {
        if (units != null) {
            beforeChange(queue);
            dropped.addLast(new Walk(queue, messages));
        }
    }

    void beforeChange(MoveTask task) {
        write(task);
    }

    private int write(MoveTask task) {
        if (sink == null || task.snapshotEpoch == epoch) {
            return 0;
        }
        task.snapshotEpoch = epoch;
        return SnapshotMoveTasks.write(sink, task);
    }

    private int write(Queue queue, Lane lane) {
        if (units == null || lane.snapshotEpoch == epoch) {
            return 0;
        }
        lane.snapshotEpoch = epoch;
        return units.writeLane(queue, lane);
    }

    private int write(Queue queue, Lane lane, Chunk chunk) {
        if (units == null || chunk.snapshotEpoch == epoch) {
            return 0;
        }
        chunk.snapshotEpoch = epoch;
        // To look at a slot of which nothing is written takes time too: about as much as a byte.
        return units.writeChunk(queue, lane, chunk) + (chunk.isAway() ? 0 : chunk.used);
    }

    private int write(Queue queue, Messages messages, int page) {
        if (units == null || messages.records.pageEpoch(page) == epoch) {
            return 0;
        }
        messages.records.pageEpoch(page, epoch);
        return units.writeRecords(queue, messages, page);
    }

    private int write(Queue queue, DeduplicationPage page) {
        if (units == null || page.snapshotEpoch == epoch) {
            return 0;
        }
        page.snapshotEpoch = epoch;
        return units.writeDeduplications(queue, page);
    }

    private int write(Queue queue, Attempts.Attempt attempt) {
        if (units == null || attempt.snapshotEpoch == epoch) {
            return 0;
        }
        attempt.snapshotEpoch = epoch;
        return units.writeAttempt(queue, attempt);
    }

    private int write(Queue queue, Part part) {
        if (units == null || part.snapshotEpoch == epoch) {
            return 0;
        }
        part.snapshotEpoch = epoch;
        return units.writePart(queue, part);
    }

    /** Writes until about {@code bytesTarget} bytes are written, or all; what is looked at only counts as a few bytes. */
    boolean slice(Queues queues, int bytesTarget) {
        int bytes = 0;
        while (bytes < bytesTarget) {
            if (walk == null && !nextWalk(queues)) {
                Map.Entry<Long, MoveTask> next = queues.moveTasks.byId.higherEntry(lastTaskId);
                if (next != null && next.getKey() < taskIdEnd) {
                    lastTaskId = next.getKey();
                    bytes += Math.max(STEP_BYTES, write(next.getValue()));
                } else {
                    int written = nextLimit(queues);
                    written = written == 0 ? nextSchedule(queues) : written;
                    if (written == 0) {
                        abandon();
                        return true;
                    }
                    bytes += written;
                }
            }
            if (walk != null) {
                bytes += Math.max(STEP_BYTES, walk.step());
                if (walk.done) {
                    walk = null;
                }
            }
        }
        return false;
    }

    private static final int STEP_BYTES = 32;

    /** Looks at the next limit; returns what that cost, 0 if there is none. */
    private int nextLimit(Queues queues) {
        SharedLimit limit = queues.shared.limits.after(lastLimit);
        lastLimit = limit == null ? lastLimit : limit.name;
        return limit == null ? 0 : Math.max(STEP_BYTES, write(limit));
    }

    /** The same for schedules. */
    private int nextSchedule(Queues queues) {
        Schedule schedule = queues.schedules.after(lastSchedule);
        lastSchedule = schedule == null ? lastSchedule : schedule.name();
        return schedule == null ? 0 : Math.max(STEP_BYTES, write(schedule));
    }

    private boolean nextWalk(Queues queues) {
        walk = dropped.pollFirst();
        if (walk == null) {
            Map.Entry<Long, Queue> next = queues.byId.higherEntry(lastQueueId);
            if (next == null || next.getKey() >= queueIdEnd) {
                return false;
            }
            lastQueueId = next.getKey();
            beforeChange(next.getValue());
            walk = new Walk(next.getValue(), next.getValue().messages);
        }
        return true;
    }

    /** A walk over the parts of one queue and its messages: keys, pages of records, what a FIFO queue remembers, jobs, then lanes with their chunks. */
    private final class Walk {

        private final Queue queue;
        private final Messages messages;
        /** Later pages and lanes are younger than the snapshot. */
        private final int pageEnd;

        private final long laneEnd;
        private final @Nullable FifoMemory memory;
        private final long sendPageEnd;
        private final long attemptEnd;
        private final long partEnd;
        private @Nullable String key;
        private boolean keysDone;
        private int page;
        private long sendPage;
        private long attempt;
        private long part;
        private @Nullable Lane lane;
        private boolean lanesBegun;
        private boolean laneEntered;
        private long block;
        boolean done;

        Walk(Queue queue, Messages messages) {
            this.queue = queue;
            this.messages = messages;
            this.pageEnd = messages.records.pageCount();
            this.laneEnd = queue.nextLane;
            memory = messages.memoryIfFifo();
            sendPageEnd = memory == null ? 0 : memory.deduplications.nextPage();
            attemptEnd = memory == null ? 0 : memory.attempts.nextNumber();
            partEnd = messages.parts.nextNumber();
        }

        /** Looks at one unit; returns the bytes written. */
        int step() {
            if (!keysDone) {
                return stepKeys(queue.keys.after(key));
            }
            if (page < Math.min(pageEnd, messages.records.pageCount())) {
                return write(queue, messages, page++);
            }
            if (memory != null && sendPage < sendPageEnd) {
                return stepSends(memory.deduplications.pageFrom(sendPage));
            }
            if (memory != null && attempt < attemptEnd) {
                return stepAttempts(memory.attempts.from(attempt));
            }
            if (part < partEnd) {
                return stepParts(messages.parts.from(part));
            }
            if (!lanesBegun) {
                lanesBegun = true;
                lane = messages.lanes.first();
            }
            while (lane != null && lane.forgotten) {
                leaveLane(lane);
            }
            if (lane == null || lane.number() >= laneEnd) {
                done = true;
                return 0;
            }
            return stepLane(lane);
        }

        private int stepKeys(@Nullable KeyState next) {
            keysDone = next == null;
            key = next == null ? key : next.name;
            return next == null ? 0 : write(queue, next);
        }

        private int stepSends(@Nullable DeduplicationPage next) {
            sendPage = next == null ? sendPageEnd : next.number + 1;
            return next == null ? 0 : write(queue, next);
        }

        private int stepAttempts(Attempts.@Nullable Attempt next) {
            attempt = next == null ? attemptEnd : next.number + 1;
            return next == null ? 0 : write(queue, next);
        }

        private int stepParts(@Nullable Part next) {
            part = next == null ? partEnd : next.number + 1;
            return next == null ? 0 : write(queue, next);
        }

        private int stepLane(Lane current) {
            if (!laneEntered) {
                laneEntered = true;
                return write(queue, current);
            }
            Chunk chunk = current.chunkFrom(block);
            if (chunk == null) {
                leaveLane(current);
                return 0;
            }
            block = Chunk.blockOf(chunk.firstSlot) + 1;
            return write(queue, current, chunk);
        }

        private void leaveLane(Lane current) {
            lane = current.next;
            laneEntered = false;
            block = 0;
        }
    }
}
