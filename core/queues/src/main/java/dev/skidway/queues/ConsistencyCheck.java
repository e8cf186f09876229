package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.HashMap;
import java.util.Map;

/** Recounts everything that is counted or indexed; for tests and after a restart. */
final class ConsistencyCheck {

    private final Queues queues;

    private final boolean alsoAway;
    private long residentBytes;
    private long away;
    private final SegmentBytes files = new SegmentBytes();

    ConsistencyCheck(Queues queues) {
        this(queues, true);
    }

    private ConsistencyCheck(Queues queues, boolean alsoAway) {
        this.queues = queues;
        this.alsoAway = alsoAway;
    }

    /** Believes what is known of chunks that are away instead of reading them. */
    static ConsistencyCheck ofWhatIsInMemory(Queues queues) {
        return new ConsistencyCheck(queues, false);
    }

    void run() {
        SegmentBytes all = new SegmentBytes();
        long deduplications = 0;
        int moved = 0;
        long partBytes = 0;
        for (Queue queue : queues.byId.values()) {
            check(queue);
            all.addAll(queue.messages.segments);
            moved += queue.messages.jobs.movedCount();
            partBytes += queue.messages.parts.checkConsistency();
            queue.messages.life.checkConsistency();
            Invariant.check(
                    queue.messages.leases.holders.size() <= queue.messages.leases.count(), "who holds what is leased");
            FifoMemory memory = queue.messages.memoryIfFifo();
            if (memory != null) {
                memory.deduplications.checkConsistency();
                memory.attempts.checkConsistency();
                deduplications += memory.deduplications.size();
            }
            Invariant.check(queue.id() < queues.nextQueueId, "queue ids are below the next one");
        }
        Invariant.check(all.sameAs(queues.shared.segments), "live bytes of all queues add up");
        Invariant.check(
                moved == queues.shared.identities.size(), "messages moved", queues.shared.identities.size(), moved);
        Invariant.check(partBytes == queues.shared.partBytes, "bytes of parts", queues.shared.partBytes, partBytes);
        Invariant.check(
                deduplications == queues.shared.deduplications,
                "sends remembered by all queues",
                queues.shared.deduplications,
                deduplications);
        queues.shared.limits.checkConsistency();
        queues.shared.spill.check(residentBytes, away, files);
        queues.checkDue();
    }

    private void check(Queue queue) {
        Messages messages = queue.messages;
        messages.records.checkConsistency();
        messages.byAge.checkConsistency();
        messages.byDue.checkConsistency();
        messages.jobs.checkConsistency(messages.records, messages.lanes);
        Counts counts = new Counts();
        long before = -1;
        for (Lane lane = messages.lanes.first(); lane != null; lane = lane.next) {
            Invariant.check(lane.number() > before && lane.number() < queue.nextLane, "lanes are in order");
            Invariant.check(messages.lanes.find(lane.number()) == lane, "a lane is found by number");
            Invariant.check(messages.lanes.find(lane.priority(), lane.key()) == lane, "a lane is found by key");
            before = lane.number();
            check(lane, messages, counts);
        }
        Invariant.check(counts.lanes == messages.lanes.size(), "lanes", messages.lanes.size(), counts.lanes);
        Invariant.check(counts.ready == messages.ready, "ready messages", messages.ready, counts.ready);
        Invariant.check(
                counts.leased == messages.leases.count(), "leased messages", messages.leases.count(), counts.leased);
        Invariant.check(counts.delayed == messages.delayed, "delayed messages", messages.delayed, counts.delayed);
        Invariant.check(
                counts.waiting == messages.byDue.size(), "chunks with delays", messages.byDue.size(), counts.waiting);
        Invariant.check(counts.records == messages.records.size(), "records", messages.records.size(), counts.records);
        Invariant.check(counts.segments.sameAs(messages.segments), "live bytes by segment");
        counts.residentBytes += messages.records.residentBytes();
        messages.residence.check(counts.residentBytes, counts.away, counts.files);
        residentBytes += counts.residentBytes;
        away += counts.away;
        files.addAll(counts.files);
        messages.activity.checkConsistency();
        int lanesInLevels = 0;
        for (Level level : messages.activity.levels.values()) {
            lanesInLevels += level.lanes;
        }
        queue.keys.checkConsistency(messages.lanes);
        counts.live.forEach((key, total) -> Invariant.check(total == key.live, "messages of a key", key.live, total));
        counts.inFlight.forEach((key, inFlight) ->
                Invariant.check(inFlight == key.inFlight, "leased messages of a key", key.inFlight, inFlight));
        Invariant.check(lanesInLevels == counts.lanes, "lanes in levels", counts.lanes, lanesInLevels);
    }

    private void check(Lane lane, Messages messages, Counts counts) {
        counts.lanes++;
        long live = 0;
        long ready = 0;
        int inFlight = 0;
        counts.firstInFlight = -1;
        long farLive = 0;
        int farChunks = 0;
        long oldestMillis = Long.MAX_VALUE;
        boolean near = false;
        for (Chunk chunk = lane.chunkFrom(0); chunk != null; chunk = lane.chunkAfter(chunk)) {
            checkResidence(chunk, counts);
            boolean isFar = FarSlots.isFar(chunk.firstSlot);
            if (isFar || !near) {
                oldestMillis = Math.min(oldestMillis, chunk.oldestMillis());
            }
            near |= !isFar;
            farLive += isFar ? chunk.live : 0;
            farChunks += isFar ? 1 : 0;
            Invariant.check(
                    lane.numbered(chunk.firstSlot + chunk.used - 1) && chunk.nextLive(0) == chunk.firstLive(),
                    "slots are below the next one");
            checkDelays(lane, chunk, messages, counts);
            live += chunk.live;
            ready += chunk.ready;
            inFlight += check(lane, chunk, messages, counts);
        }
        Invariant.check(live == lane.live, "live messages of a lane", lane.live, live);
        Invariant.check(
                live == 0 || oldestMillis == lane.oldestMillis,
                "oldest message of a lane",
                oldestMillis,
                lane.oldestMillis);
        Chunk oldest = live == 0 ? null : lane.chunkOf(lane.oldestSlot);
        Invariant.check(
                live == 0
                        || (oldest != null
                                && oldest.firstSlot + oldest.firstLive() == lane.oldestSlot
                                && oldest.oldestMillis() == oldestMillis),
                "place of the oldest message of a lane",
                lane.oldestSlot,
                live);
        FarMessages far = lane.far();
        Invariant.check(far != null || farChunks == 0, "far chunks have a place");
        if (far != null) {
            far.checkConsistency(farLive, farChunks);
        }
        Invariant.check(ready == lane.ready, "ready messages of a lane", lane.ready, ready);
        counts.live.merge(lane.keyLanes, live, Long::sum);
        counts.inFlight.merge(lane.keyLanes, inFlight, Integer::sum);
        Invariant.check(live > 0 || lane.common(), "an empty lane is forgotten");
        Invariant.check((live > 0) == messages.byAge.contains(lane), "a lane with messages is in the order of age");
        Invariant.check(messages.activity.levels.get(lane.level.priority) == lane.level, "a lane is in its level");
        Invariant.check(messages.lanes.findKey(lane.key()) == lane.keyLanes, "a key is found by name");
        messages.activity.checkConsistency(lane);
        checkLock(lane, inFlight, counts.firstInFlight);
        counts.ready += ready;
        counts.leased += inFlight;
    }

    private static void checkLock(Lane lane, int inFlight, long firstInFlight) {
        LeasedSlots locks = lane.leasedSlots;
        if (locks != null) {
            Invariant.check(locks.size() == inFlight, "messages that lock a group", inFlight, locks.size());
            Invariant.check(locks.lowest() == firstInFlight, "first message in flight", firstInFlight, locks.lowest());
        }
    }

    private static void checkResidence(Chunk chunk, Counts counts) {
        AwayChunk away = chunk.away;
        counts.residentBytes += chunk.residentBytes();
        if (away != null) {
            counts.away++;
            counts.files.add(away.ref.file(), away.ref.length());
            Invariant.check(chunk.uniform(), "only messages that are all ready or all delayed are away");
        }
    }

    private static void checkDelays(Lane lane, Chunk chunk, Messages messages, Counts counts) {
        Delays delays = chunk.delays;
        if (delays == null) {
            return;
        }
        counts.waiting++;
        counts.delayed += delays.size();
        Invariant.check(
                delays.lane == lane.number() && delays.chunk == chunk && messages.byDue.contains(delays),
                "delays are in the order of their queue");
        delays.checkConsistency();
    }

    /** Recounts a chunk; returns how many of its messages are leased. */
    private int check(Lane lane, Chunk chunk, Messages messages, Counts counts) {
        AwayChunk away = chunk.away;
        if (away != null && !alsoAway) {
            counts.segments.addAll(away.segments);
            return 0;
        }
        Chunk view = chunk.view();
        int live = 0;
        int ready = 0;
        int leased = 0;
        int recordsBefore = counts.records;
        int delayed = 0;
        long[] dues = Delays.byPlace(view);
        for (int index = view.nextLive(0); index >= 0; index = view.nextLive(index + 1)) {
            live++;
            counts.segments.add(
                    queues.shared.segmentOf.applyAsLong(view.position(index)),
                    Payload.storedBytes(view.headerBytes(index), view.bodyBytes(index)));
            int record = messages.records.find(lane.number(), view.firstSlot + index);
            boolean isReady = view.isReady(index);
            Invariant.check(
                    view.hasRecord(index) == (record != Records.ABSENT), "a slot knows whether it has a record");
            boolean isDelayed = dues[index] >= 0;
            Invariant.check(chunk.isLive(index) && chunk.isReady(index) == isReady, "a chunk knows what is ready");
            ready += isReady ? 1 : 0;
            if (record == Records.ABSENT) {
                Invariant.check(isReady != isDelayed, "a message without a record is ready or delayed");
                delayed += isDelayed ? 1 : 0;
            } else {
                counts.records++;
                Invariant.check(isReady != messages.records.isRunning(record) && !isDelayed, "either ready or timed");
                counts.delayed += messages.records.isDelayed(record) ? 1 : 0;
                if (messages.records.isLeased(record)) {
                    leased++;
                    counts.firstInFlight = counts.firstInFlight < 0 ? view.firstSlot + index : counts.firstInFlight;
                }
            }
        }
        Invariant.check(live == chunk.live && ready == chunk.ready, "messages of a chunk", chunk.live, live);
        Invariant.check(delayed == chunk.delayed(), "delayed messages of a chunk", chunk.delayed(), delayed);
        Invariant.check(
                counts.records - recordsBefore == chunk.records,
                "records of a chunk",
                chunk.records,
                counts.records - recordsBefore);
        return leased;
    }

    /** What was counted over the lanes of a queue. */
    private static final class Counts {
        final SegmentBytes segments = new SegmentBytes();
        final SegmentBytes files = new SegmentBytes();
        final Map<KeyLanes, Long> live = new HashMap<>();
        final Map<KeyLanes, Integer> inFlight = new HashMap<>();
        long residentBytes;
        long away;
        long firstInFlight;
        int lanes;
        long ready;
        long leased;
        long delayed;
        int waiting;
        int records;
    }
}
