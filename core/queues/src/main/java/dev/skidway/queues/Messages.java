package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All messages of one queue since its creation or last purge; a purge drops this object by reference.
 *
 * <p>Life of a message: delayed → ready ⇄ leased → removed; removed also from delayed and ready. Once-leased messages have a record,
 * delayed ones a word among the delays of their chunk, all others only their slot. Only appliers call what changes something here.
 */
final class Messages {

    /** After as many messages as this and one more, what comes next is looked after. */
    static final int FETCH_AHEAD_MASK = 511;

    final LaneTable lanes = new LaneTable();
    final Records records = new Records();
    final Level.ByAge byAge = new Level.ByAge();
    final Parts parts;
    final Delays.ByDue byDue = new Delays.ByDue();
    final Jobs jobs;
    final JobLife life;
    final SegmentBytes segments = new SegmentBytes();

    long ready;
    long delayed;

    final Residence residence;
    final Activity activity;
    final MessageTimers timers;
    final MessageLeases leases;

    private final Queue queue;
    private final Shared shared;
    private final @Nullable FifoMemory memory;

    Messages(Queue queue, Shared shared) {
        this.queue = queue;
        this.shared = shared;
        this.parts = new Parts(queue, shared);
        this.jobs = new Jobs(queue.id(), parts, shared.identities);
        this.life = new JobLife(queue, this, shared);
        this.residence = new Residence(shared.spill, queue.id(), lanes);
        this.activity = new Activity(queue, shared.snapshot, lanes, jobs);
        this.memory = queue.name().fifo() ? new FifoMemory(queue, shared) : null;
        this.timers = new MessageTimers(this, shared.spill);
        this.leases = new MessageLeases(queue, this, shared);
    }

    /** What a FIFO queue remembers; only for one. */
    FifoMemory memory() {
        Invariant.check(memory != null, "only a FIFO queue remembers sends and receives");
        return Objects.requireNonNull(memory);
    }

    @Nullable FifoMemory memoryIfFifo() {
        return memory;
    }

    long count() {
        return ready + leases.count() + delayed;
    }

    /** Opens a lane, which must be new; returns all lanes of its key. */
    KeyLanes openLane(long number, int priority, @Nullable String key) {
        Lane lane = new Lane(number, activity.levelFor(priority), lanes.lanesOf(key));
        lane.snapshotEpoch = shared.snapshot.epoch();
        lanes.add(lane);
        return lane.keyLanes;
    }

    /** Adds a message to the end of a lane; it is delayed if {@code visibleAtMillis} is later than {@code atMillis}. */
    void append(long laneNumber, long slot, Payload payload, long atMillis, long visibleAtMillis) {
        append(laneNumber, slot, payload, atMillis, atMillis, visibleAtMillis);
    }

    /** The same for one whose age may count from another time. */
    void append(long laneNumber, long slot, Payload payload, long agesFrom, long atMillis, long visibleAtMillis) {
        Lane lane = lanes.get(laneNumber);
        shared.snapshot.beforeChange(queue, lane);
        if (FarSlots.isFar(slot)) {
            lane.farMessages().take(slot, FarSlots.spanOf(visibleAtMillis, atMillis), atMillis);
        } else {
            lane.takeNext(slot);
        }
        Chunk chunk = place(lane, slot, payload, agesFrom);
        if (visibleAtMillis > atMillis) {
            delay(lane, chunk, slot, visibleAtMillis);
        } else {
            makeReady(lane, chunk, slot);
        }
    }

    private Chunk place(Lane lane, long slot, Payload payload, long enqueuedAtMillis) {
        Chunk chunk = roomAt(lane, slot);
        chunk.append(payload.position(), payload.headerBytes(), payload.bodyBytes(), enqueuedAtMillis);
        if (shared.spill.complete(chunk)) {
            residence.addNewest(new Residence.Candidate(lane, chunk));
        }
        lane.added(chunk, slot, enqueuedAtMillis);
        if (lane.live == 1) {
            byAge.add(lane);
        } else if (lane.oldestSlot == slot) {
            byAge.changed(lane);
        }
        count(payload.position(), Payload.storedBytes(payload.headerBytes(), payload.bodyBytes()));
        return chunk;
    }

    /** Removes a ready message, to begin anew in another queue; its payload stays where it is. */
    Payload take(long laneNumber, long slot, long atMillis) {
        Lane lane = lanes.get(laneNumber);
        Invariant.check(lane.isReady(slot), "only a ready message is moved", laneNumber, slot);
        Payload payload = new Payload(lane.payloadPosition(slot), lane.headerBytes(slot), lane.bodyBytes(slot));
        remove(laneNumber, slot, atMillis);
        return payload;
    }

    /** Removes a message that is ready or delayed, to be appended elsewhere with all that is known of it. */
    MovingMessage takeWhole(long laneNumber, long slot, long atMillis) {
        Lane lane = lanes.get(laneNumber);
        int record = records.find(laneNumber, slot);
        boolean received = record != Records.ABSENT;
        boolean ready = lane.isReady(slot);
        long dueMillis = received ? records.dueMillis(record) : lane.delayedUntilMillis(slot);
        Invariant.check(
                ready || (received ? records.isDelayed(record) : dueMillis > 0),
                "what is leased is not moved",
                laneNumber,
                slot);
        MovingMessage moving = jobs.moving(
                new MessageRef(queue.id(), laneNumber, slot),
                new Payload(lane.payloadPosition(slot), lane.headerBytes(slot), lane.bodyBytes(slot)),
                lane.enqueuedAtMillis(slot),
                ready ? 0 : dueMillis,
                received ? records.receives(record) : null);
        remove(laneNumber, slot, atMillis);
        return moving;
    }

    /** Adds a message that was taken elsewhere to the end of a lane; its age, its receives and its delay go on. */
    void appendMoved(long laneNumber, long slot, MovingMessage moving) {
        Lane lane = lanes.get(laneNumber);
        shared.snapshot.beforeChange(queue, lane);
        lane.takeNext(slot);
        Chunk chunk = place(lane, slot, moving.payload(), moving.enqueuedAtMillis());
        jobs.add(new Job(new MessageRef(queue.id(), laneNumber, slot), moving));
        MovingMessage.Receives receives = moving.receives();
        if (receives != null) {
            int record = newRecord(laneNumber, slot);
            chunk.markRecord((int) (slot - chunk.firstSlot), true);
            records.leased(record, receives.firstAtMillis(), receives.latestAtMillis(), receives.count(), 0);
        }
        if (moving.visibleAtMillis() > 0) {
            delay(lane, chunk, slot, moving.visibleAtMillis());
        } else {
            makeReady(lane, chunk, slot);
        }
    }

    /** Has a message wait until a certain time, whatever it is doing; returns whether that let others of its lane be leased. */
    boolean postpone(long laneNumber, long slot, long atMillis, long dueMillis) {
        Lane lane = lanes.get(laneNumber);
        Chunk chunk = lane.chunk(slot);
        shared.snapshot.beforeChange(queue, lane, chunk);
        int record = records.find(laneNumber, slot);
        if (record != Records.ABSENT) {
            shared.snapshot.beforeChange(queue, this, records.pageOf(record));
        }
        if (chunk.isReady((int) (slot - chunk.firstSlot))) {
            makeUnready(lane, chunk, slot);
        } else if (record != Records.ABSENT && records.isLeased(record)) {
            leases.end(lane, record, atMillis);
            records.stop(record);
        } else {
            endDelay(chunk, slot, record);
        }
        delay(lane, chunk, slot, dueMillis);
        return activity.settle(lane);
    }

    /** Ends the delay of a message before its time: it can be taken. */
    void endDelay(long laneNumber, long slot) {
        Lane lane = lanes.get(laneNumber);
        Chunk chunk = lane.chunk(slot);
        shared.snapshot.beforeChange(queue, lane, chunk);
        int record = records.find(laneNumber, slot);
        if (record != Records.ABSENT) {
            shared.snapshot.beforeChange(queue, this, records.pageOf(record));
        }
        endDelay(chunk, slot, record);
        makeReady(lane, chunk, slot);
    }

    private Chunk roomAt(Lane lane, long slot) {
        Chunk chunk = lane.chunkAt(slot);
        if (chunk == null) {
            chunk = new Chunk(slot, Chunk.CAPACITY_MIN, shared.arena.take(Chunk.CAPACITY_MIN));
            chunk.snapshotEpoch = shared.snapshot.epoch();
            lane.addChunk(chunk);
            residence.resident(chunk.residentBytes());
            return chunk;
        }
        chunk.inMemory();
        shared.snapshot.beforeChange(queue, lane, chunk);
        if (chunk.full()) {
            int capacity = chunk.capacity;
            int next = Chunk.capacityAfter(capacity);
            residence.resident(-chunk.residentBytes());
            shared.arena.give(capacity, chunk.grow(next, shared.arena.take(next)));
            residence.resident(chunk.residentBytes());
        }
        return chunk;
    }

    private void delay(Lane lane, Chunk chunk, long slot, long visibleAtMillis) {
        int record = records.find(lane.number(), slot);
        delayed++;
        if (record != Records.ABSENT) {
            long before = records.residentBytes();
            records.delay(record, visibleAtMillis);
            residence.resident(records.residentBytes() - before);
            return;
        }
        long before = chunk.residentBytes();
        Delays delays = chunk.delay(lane.number(), (int) (slot - chunk.firstSlot), visibleAtMillis);
        residence.resident(chunk.residentBytes() - before);
        if (byDue.contains(delays)) {
            byDue.changed(delays);
        } else {
            byDue.add(delays);
        }
    }

    /** Ends the delay of a message; one that was leased before has it in its record. */
    private void endDelay(Chunk chunk, long slot, int record) {
        if (record != Records.ABSENT) {
            Invariant.check(records.isDelayed(record), "only a delayed message stops waiting");
            records.stop(record);
            delayed--;
            return;
        }
        int index = (int) (slot - chunk.firstSlot);
        Delays delays = Objects.requireNonNull(chunk.delays);
        long before = chunk.residentBytes();
        chunk.endDelay(index);
        residence.resident(chunk.residentBytes() - before);
        if (delays.size() == 0) {
            byDue.remove(delays);
        } else {
            byDue.changed(delays);
        }
        delayed--;
    }

    private int newRecord(long lane, long slot) {
        int page = records.pageOfNext();
        if (page < records.pageCount()) {
            shared.snapshot.beforeChange(queue, this, page);
        }
        long before = records.residentBytes();
        int record = records.add(lane, slot, shared.snapshot.epoch());
        residence.resident(records.residentBytes() - before);
        return record;
    }

    private void makeReady(Lane lane, Chunk chunk, long slot) {
        chunk.markReady((int) (slot - chunk.firstSlot));
        lane.noteReady(chunk);
        ready++;
        lane.ready++;
        activity.settle(lane);
    }

    private void makeUnready(Lane lane, Chunk chunk, long slot) {
        chunk.clearReady((int) (slot - chunk.firstSlot));
        lane.noteReady(chunk);
        ready--;
        lane.ready--;
        activity.settle(lane);
    }

    /** Leases a ready message; returns its receive count. */
    int lease(long laneNumber, long slot, String worker, long atMillis, long untilMillis) {
        Lane lane = lanes.get(laneNumber);
        Chunk chunk = lane.chunk(slot);
        int index = (int) (slot - chunk.firstSlot);
        shared.snapshot.beforeChange(queue, lane, chunk);
        int record = records.find(laneNumber, slot);
        if (record == Records.ABSENT) {
            record = newRecord(laneNumber, slot);
            chunk.markRecord(index, true);
        } else {
            shared.snapshot.beforeChange(queue, this, records.pageOf(record));
        }
        int receiveCount = leases.begin(lane, record, worker, atMillis, untilMillis);
        makeUnready(lane, chunk, slot);
        if ((chunk.ready & FETCH_AHEAD_MASK) == 0) {
            shared.spill.fetchAhead(lane, chunk);
        }
        return receiveCount;
    }

    /** Ends a lease, or the delay of a message that was leased before: it can be taken. */
    void makeVisible(int record, long atMillis) {
        Lane lane = lanes.get(records.lane(record));
        long slot = records.slot(record);
        Chunk chunk = lane.chunk(slot);
        shared.snapshot.beforeChange(queue, lane, chunk);
        shared.snapshot.beforeChange(queue, this, records.pageOf(record));
        if (records.isLeased(record)) {
            leases.end(lane, record, atMillis);
            records.stop(record);
        } else {
            endDelay(chunk, slot, record);
        }
        makeReady(lane, chunk, slot);
    }

    /** Ends the delay of the message that is due first in a chunk: it can be taken. */
    void endFirst(Delays delays) {
        Chunk chunk = delays.chunk.inMemory();
        int index = delays.firstPlace();
        Lane lane = lanes.get(delays.lane);
        shared.snapshot.beforeChange(queue, lane, chunk);
        endDelay(chunk, chunk.firstSlot + index, Records.ABSENT);
        makeReady(lane, chunk, chunk.firstSlot + index);
    }

    /** Removes a message, whatever it was doing; returns whether that let others of its lane be leased. */
    boolean remove(long laneNumber, long slot, long atMillis) {
        Lane lane = lanes.get(laneNumber);
        Chunk chunk = lane.chunk(slot);
        int index = (int) (slot - chunk.firstSlot);
        shared.snapshot.beforeChange(queue, lane, chunk);
        boolean wasWaiting = !chunk.isReady(index);
        if (!wasWaiting) {
            makeUnready(lane, chunk, slot);
        }
        if (chunk.hasRecord(index)) {
            removeRecord(lane, records.find(laneNumber, slot), atMillis);
        } else if (wasWaiting) {
            endDelay(chunk, slot, Records.ABSENT);
        }
        Job job = jobs.find(laneNumber, slot);
        if (job != null) {
            jobs.remove(job);
        }
        boolean unlocked = activity.settle(lane);
        count(chunk.position(index), -Payload.storedBytes(chunk.headerBytes(index), chunk.bodyBytes(index)));
        chunk.remove(index);
        lane.removed(chunk);
        if (chunk.live == 0) {
            residence.resident(-chunk.residentBytes());
            shared.arena.give(chunk.capacity, chunk.words);
        }
        afterRemoval(lane, slot, atMillis);
        return unlocked;
    }

    private void removeRecord(Lane lane, int record, long atMillis) {
        shared.snapshot.beforeChange(queue, this, records.pageOf(record));
        if (records.isLeased(record)) {
            leases.end(lane, record, atMillis);
        } else if (records.isDelayed(record)) {
            delayed--;
        }
        long before = records.residentBytes();
        records.remove(record);
        residence.resident(records.residentBytes() - before);
    }

    private void afterRemoval(Lane lane, long slot, long atMillis) {
        // Beside far messages, one that was moved and is older than its place says may come first now.
        if (lane.oldestSlot == slot || lane.far() != null) {
            lane.findOldest();
            if (lane.live == 0) {
                byAge.remove(lane);
            } else {
                byAge.changed(lane);
            }
        }
        if (lane.live == 0 && !lane.common()) {
            lanes.remove(lane);
            activity.laneGone(lane);
            if (lane.keyLanes.isEmpty()) {
                queue.keys.emptied(lane.keyLanes, atMillis);
            }
        }
    }

    /** Says where the payload of a message lies now; it is the same one. */
    void movePayload(long laneNumber, long slot, Payload payload) {
        Lane lane = lanes.get(laneNumber);
        Chunk chunk = lane.chunk(slot);
        int index = (int) (slot - chunk.firstSlot);
        Invariant.check(
                chunk.headerBytes(index) == payload.headerBytes() && chunk.bodyBytes(index) == payload.bodyBytes(),
                "a copied payload is as long as it was");
        shared.snapshot.beforeChange(queue, lane, chunk);
        int bytes = Payload.storedBytes(payload.headerBytes(), payload.bodyBytes());
        count(chunk.position(index), -bytes);
        chunk.movePayload(index, payload.position());
        count(payload.position(), bytes);
    }

    void count(long position, long bytes) {
        long segment = shared.segmentOf.applyAsLong(position);
        segments.add(segment, bytes);
        shared.segments.add(segment, bytes);
    }

    /** Counts what the records say, after a snapshot brought them; the lanes are there already, but not active yet. */
    void countRecords() {
        residence.resident(records.residentBytes());
        for (int page = 0; page < records.pageCount(); page++) {
            for (int place = 0; place < Records.PAGE_RECORDS; place++) {
                int record = records.recordAt(page, place);
                if (record != Records.ABSENT && records.isDelayed(record)) {
                    delayed++;
                } else if (record != Records.ABSENT && records.isLeased(record)) {
                    leases.restored(lanes.get(records.lane(record)), record);
                }
            }
        }
    }
}
