package dev.skidway.queues;

import static dev.skidway.queues.QueueEventType.NUMBER_MAX;

import dev.skidway.engine.ColdRef;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the state from the units of a snapshot; a parent comes before its parts. */
final class SnapshotRestore {

    private final Queues queues;

    SnapshotRestore(Queues queues) {
        this.queues = queues;
    }

    void unit(int unitType, ByteBuffer unit) {
        Fields fields = Fields.ofUnit(unit, "of type " + unitType);
        int format = fields.u8();
        fields.require(format == SnapshotUnits.FORMAT, "format " + SnapshotUnits.FORMAT + ", found " + format);
        switch (unitType) {
            case SnapshotUnits.DOMAIN -> domain(fields);
            case SnapshotUnits.QUEUE -> queue(fields);
            case SnapshotUnits.LANE -> lane(fields);
            case SnapshotUnits.CHUNK -> chunk(fields);
            case SnapshotUnits.RECORDS -> records(fields);
            case SnapshotUnits.DEDUPLICATIONS -> deduplications(fields);
            case SnapshotUnits.ATTEMPT -> attempt(fields);
            case SnapshotUnits.AWAY_CHUNK -> awayChunk(fields);
            case SnapshotUnits.JOB -> job(fields);
            case SnapshotUnits.UNIQUE_HOLDER -> uniqueHolder(fields);
            case SnapshotUnits.SEND_KEY -> owner(fields).messages.life.sendKeys.restore(fields);
            case SnapshotUnits.FINISHED_JOB ->
                owner(fields).messages.life.history.restore(fields);
            case SnapshotUnits.KEY -> SnapshotDispatch.readKey(fields, owner(fields), queues.shared.snapshot.epoch());
            case SnapshotUnits.LIMIT ->
                SnapshotDispatch.readLimit(fields, queues.shared.limits, queues.shared.snapshot.epoch());
            case SnapshotUnits.SCHEDULE -> SnapshotSchedules.read(fields, queues.schedules);
            case SnapshotUnits.MOVE_TASKS ->
                SnapshotMoveTasks.read(fields, queues.moveTasks, queues.shared.snapshot.epoch());
            default -> fields.require(false, "a unit type that is known");
        }
        fields.end();
    }

    private void domain(Fields fields) {
        queues.nextQueueId = fields.ranged(1, Long.MAX_VALUE);
        int count = fields.count(QueueLimits.DELETED_NAMES_MAX);
        for (int index = 0; index < count; index++) {
            QueueName name = fields.queueName();
            queues.deletedNames.put(name, fields.i64());
        }
    }

    private void queue(Fields fields) {
        long id = fields.ranged(1, 0xFFFF_FFFFL);
        QueueName name = fields.queueName();
        long createdAt = fields.i64();
        long modifiedAt = fields.i64();
        long purgedAt = fields.i64();
        long nextLane = fields.ranged(0, NUMBER_MAX);
        long sentTotal = fields.i64();
        long deletedTotal = fields.i64();
        long meanMillisTimes16 = fields.ranged(0, Long.MAX_VALUE);
        int sharePercent = fields.u8();
        fields.require(sharePercent < 100, "a share from 0 to 99");
        long heldSince = fields.i64();
        long tokens = fields.ranged(0, Long.MAX_VALUE);
        long tokensAt = fields.i64();
        QueueSettings settings = fields.settings();
        Queue queue = new Queue(id, name, createdAt, settings, fields.named(), queues.shared);
        queue.modifiedAtMillis = modifiedAt;
        queue.purgedAtMillis = purgedAt;
        queue.nextLane = nextLane;
        queue.sentTotal = sentTotal;
        queue.deletedTotal = deletedTotal;
        queue.meanMillisTimes16 = meanMillisTimes16;
        RateLimit rate = settings.dispatch().rate();
        fields.require(tokens <= (rate.on() ? TokenBucket.capacity(rate) : 0), "no more tokens than the rate allows");
        queue.gate.restore(sharePercent, heldSince, tokens, tokensAt);
        queue.snapshotEpoch = queues.shared.snapshot.epoch();
        int levels = fields.count(QueueLimits.LANES_PER_QUEUE_MAX);
        for (int index = 0; index < levels; index++) {
            Level level = new Level(fields.i32());
            level.virtualCharge = fields.i64();
            queue.messages.activity.levels.put(level.priority, level);
        }
        queues.add(queue);
    }

    private Queue owner(Fields fields) {
        Queue queue = queues.byId.get(fields.i64());
        fields.require(queue != null, "a queue that came before its parts");
        return Objects.requireNonNull(queue);
    }

    private void lane(Fields fields) {
        Queue queue = owner(fields);
        long number = fields.ranged(0, NUMBER_MAX);
        int priority = fields.i32();
        @Nullable String key = fields.key();
        // A group of a FIFO queue may be in the level of its head only; it is found once all is there.
        fields.require(
                queue.name().fifo() || queue.messages.activity.levels.containsKey(priority),
                "a level for priority " + priority);
        fields.require(
                queue.messages.lanes.find(number) == null && queue.messages.lanes.find(priority, key) == null,
                "each lane once");
        queue.messages.openLane(number, priority, key);
        Lane lane = queue.messages.lanes.get(number);
        lane.nextSlot = fields.ranged(0, NUMBER_MAX);
        lane.charge = fields.i64();
        lane.meanMillisTimes16 = fields.ranged(-1, Long.MAX_VALUE);
        long nextFarBlock = fields.ranged(FarSlots.FIRST_BLOCK, Chunk.blockOf(NUMBER_MAX) + 1);
        int spans = fields.count(Integer.MAX_VALUE);
        if (nextFarBlock > FarSlots.FIRST_BLOCK) {
            lane.farMessages().nextBlock = nextFarBlock;
        }
        for (int index = 0; index < spans; index++) {
            long span = fields.i64();
            lane.farMessages().open.put(span, fields.ranged(FarSlots.FIRST_SLOT, NUMBER_MAX));
        }
    }

    private Lane laneOf(Queue queue, Fields fields) {
        Lane lane = queue.messages.lanes.find(fields.i64());
        fields.require(lane != null, "a lane that came before its chunks");
        return Objects.requireNonNull(lane);
    }

    private void chunk(Fields fields) {
        Queue queue = owner(fields);
        Lane lane = laneOf(queue, fields);
        long firstSlot = fields.ranged(0, NUMBER_MAX);
        int used = fields.count(Chunk.SLOTS_MAX);
        fields.require(used > 0, "a chunk that is not empty");
        Chunk chunk = ChunkBytes.empty(firstSlot, used);
        chunk.basePosition = fields.i64();
        chunk.baseMillis = fields.i64();
        boolean agree = ChunkBytes.readSlots(chunk, fields::i64);
        fields.require(agree && chunk.live > 0, "live messages, and those ready among them");
        delays(fields, queue, lane, chunk);
        for (int index = chunk.nextLive(0); index >= 0; index = chunk.nextLive(index + 1)) {
            queue.messages.count(
                    chunk.position(index), Payload.storedBytes(chunk.headerBytes(index), chunk.bodyBytes(index)));
        }
        restore(queue, lane, chunk);
        queue.messages.residence.addOldest(new Residence.Candidate(lane, chunk));
    }

    private static void delays(Fields fields, Queue queue, Lane lane, Chunk chunk) {
        int delayed = fields.count(chunk.used);
        for (int at = 0; at < delayed; at++) {
            long word = fields.ranged(0, Long.MAX_VALUE);
            int place = Delays.placeOf(word);
            fields.require(
                    chunk.isLive(place) && !chunk.isReady(place) && !chunk.hasRecord(place),
                    "delays of messages that are neither ready nor leased");
            chunk.delay(lane.number(), place, Delays.dueOf(word));
        }
        if (chunk.delays != null) {
            queue.messages.byDue.add(chunk.delays);
        }
    }

    private void restore(Queue queue, Lane lane, Chunk chunk) {
        lane.restoreChunk(chunk);
        queue.messages.ready += chunk.ready;
        queue.messages.delayed += chunk.delayed();
        queue.messages.residence.resident(chunk.residentBytes());
    }

    private void awayChunk(Fields fields) {
        Queue queue = owner(fields);
        Lane lane = laneOf(queue, fields);
        long firstSlot = fields.ranged(0, NUMBER_MAX);
        int used = fields.count(Chunk.SLOTS_MAX);
        fields.require(used > 0, "a chunk that is not empty");
        Chunk chunk = new Chunk(firstSlot, Chunk.capacityFor(used), new long[0]);
        chunk.basePosition = fields.i64();
        chunk.baseMillis = fields.i64();
        ColdRef ref = new ColdRef(
                fields.ranged(1, Long.MAX_VALUE),
                fields.ranged(0, Long.MAX_VALUE),
                fields.count(Integer.MAX_VALUE),
                fields.i32());
        long oldestMillis = fields.i64();
        long dueMillis = fields.ranged(-1, Long.MAX_VALUE >>> Chunk.BLOCK_BITS);
        long[] liveBits = new long[Chunk.readyWords(used)];
        int readyWords = fields.u16();
        fields.require(
                readyWords == 0 ? used == Chunk.SLOTS_MAX : readyWords == liveBits.length, "a bit for each slot");
        Arrays.fill(liveBits, -1);
        for (int word = 0; word < readyWords; word++) {
            liveBits[word] = fields.i64();
        }
        SegmentBytes segments = new SegmentBytes();
        int segmentCount = fields.count(Chunk.SLOTS_MAX);
        for (int index = 0; index < segmentCount; index++) {
            segments.add(fields.ranged(0, Long.MAX_VALUE), fields.ranged(1, Long.MAX_VALUE));
        }
        int live = 0;
        for (long bits : liveBits) {
            live += Long.bitCount(bits);
        }
        chunk.delays = dueMillis < 0 ? null : new Delays(lane.number(), chunk, live, dueMillis);
        AwayChunk away = new AwayChunk(
                queues.shared.spill, queue.messages.residence, lane.number(), chunk, ref, oldestMillis, segments);
        chunk.restoreAway(used, live, liveBits, away);
        if (chunk.delays != null) {
            queue.messages.byDue.add(chunk.delays);
        }
        fields.require(chunk.live > 0 && segmentCount > 0, "a chunk with live messages");
        queue.messages.segments.addAll(segments);
        queues.shared.segments.addAll(segments);
        restore(queue, lane, chunk);
        queue.messages.residence.putAway(away);
    }

    private void records(Fields fields) {
        Messages messages = owner(fields).messages;
        int count = fields.count(Records.PAGE_RECORDS);
        for (int index = 0; index < count; index++) {
            long lane = fields.ranged(0, NUMBER_MAX);
            long slot = fields.ranged(0, NUMBER_MAX);
            int flags = fields.u8();
            boolean running = (flags & SnapshotUnits.RUNNING) != 0;
            boolean waits = (flags & SnapshotUnits.WAITS) != 0;
            fields.require(flags < 8 && (running || !waits), "flags of a record");
            long due = fields.i64();
            long firstReceivedAt = fields.i64();
            long leasedAt = fields.i64();
            int receiveCount = fields.count(Integer.MAX_VALUE);
            int charged = fields.count(Integer.MAX_VALUE);
            int record = messages.records.add(lane, slot, queues.shared.snapshot.epoch());
            messages.records.leased(record, firstReceivedAt, leasedAt, receiveCount, charged);
            if (waits) {
                messages.records.delay(record, due);
            } else if (running) {
                messages.records.run(record, due);
            }
            if ((flags & SnapshotUnits.HELD) != 0) {
                messages.leases.holders.hold(record, fields.text(QueueLimits.WORKER_BYTES_MAX));
                fields.require(messages.records.isLeased(record), "a lease where there is a worker");
            }
            fields.require(receiveCount > 0, "a record of a message that was leased");
        }
    }

    private void job(Fields fields) {
        Queue queue = owner(fields);
        Job job = Job.read(fields, queue.id());
        fields.require(queue.messages.jobs.find(job.lane, job.slot) == null, "each job once");
        queue.messages.jobs.add(job);
    }

    private void uniqueHolder(Fields fields) {
        JobLife life = owner(fields).messages.life;
        UniqueHolder holder = UniqueHolder.read(fields);
        fields.require(life.uniqueHolders.find(holder.claim.key()) == null, "each unique key once");
        life.uniqueHolders.add(holder);
    }

    private void deduplications(Fields fields) {
        FifoMemory memory = SnapshotFifo.memory(fields, owner(fields));
        queues.shared.deduplications += SnapshotFifo.deduplications(fields, memory, queues.shared.snapshot.epoch());
    }

    private void attempt(Fields fields) {
        FifoMemory memory = SnapshotFifo.memory(fields, owner(fields));
        SnapshotFifo.attempt(fields, memory, queues.shared.snapshot.epoch());
    }

    /** Builds what is derived. */
    void finish() {
        for (Queue queue : queues.byId.values()) {
            Messages messages = queue.messages;
            messages.lanes.sort();
            messages.countRecords();
            for (Lane lane = messages.lanes.first(); lane != null; lane = lane.next) {
                lane.keyLanes.live += lane.live;
            }
            queue.gate.join();
            queue.keys.restored(messages.lanes);
            FifoMemory memory = messages.memoryIfFifo();
            if (memory != null) {
                memory.deduplications.restored();
            }
            for (Lane lane = messages.lanes.first(); lane != null; lane = lane.next) {
                lane.findOldest();
                if (lane.live > 0) {
                    messages.byAge.add(lane);
                }
                messages.activity.restore(lane);
            }
            queues.dueChanged(queue);
        }
    }
}
