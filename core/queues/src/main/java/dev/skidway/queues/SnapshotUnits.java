package dev.skidway.queues;

import dev.skidway.engine.SnapshotSink;
import java.nio.ByteBuffer;

/** Writes the units of a queue snapshot; layout in {@code docs/formats/queue-snapshot.md}. Each method returns the bytes written. */
final class SnapshotUnits {

    static final int FORMAT = 12;
    static final int DOMAIN = 1;
    static final int QUEUE = 2;
    static final int LANE = 3;
    static final int CHUNK = 4;
    static final int RECORDS = 5;
    static final int DEDUPLICATIONS = 6;
    static final int ATTEMPT = 7;
    static final int MOVE_TASKS = 8;
    static final int AWAY_CHUNK = 9;
    static final int JOB = 10;
    static final int FINISHED_JOB = 11;
    static final int UNIQUE_HOLDER = 12;
    static final int SEND_KEY = 13;
    static final int KEY = 14;
    static final int LIMIT = 15;
    static final int SCHEDULE = 16;
    static final int RECORD_BYTES = 49;
    static final int RUNNING = 1;
    static final int WAITS = 2;
    static final int HELD = 4;

    private final SnapshotSink sink;

    SnapshotUnits(SnapshotSink sink) {
        this.sink = sink;
    }

    private ByteBuffer begin(int unitType, int bytesMax) {
        return sink.begin(unitType, bytesMax + 1).put((byte) FORMAT);
    }

    int writeDomain(Queues queues) {
        int bytes = 12;
        for (QueueName name : queues.deletedNames.keySet()) {
            bytes += Fields.bytesOf(name) + 8;
        }
        ByteBuffer target = begin(DOMAIN, bytes);
        target.putLong(queues.nextQueueId);
        target.putInt(queues.deletedNames.size());
        queues.deletedNames.forEach((name, deletedAt) -> {
            Fields.put(target, name);
            target.putLong(deletedAt);
        });
        sink.end();
        return bytes;
    }

    int writeQueue(Queue queue) {
        int bytes = 8
                + Fields.bytesOf(queue.name())
                + 7 * 8
                + 25
                + Fields.bytesOf(queue.settings)
                + Fields.bytesOf(queue.tags)
                + 4
                + 12 * queue.messages.activity.levels.size();
        ByteBuffer target = begin(QUEUE, bytes);
        target.putLong(queue.id());
        Fields.put(target, queue.name());
        target.putLong(queue.createdAtMillis);
        target.putLong(queue.modifiedAtMillis);
        target.putLong(queue.purgedAtMillis);
        target.putLong(queue.nextLane);
        target.putLong(queue.sentTotal);
        target.putLong(queue.deletedTotal);
        target.putLong(queue.meanMillisTimes16);
        target.put((byte) queue.gate.sharePercent);
        target.putLong(queue.gate.heldSinceMillis);
        target.putLong(queue.gate.tokens.level);
        target.putLong(queue.gate.tokens.atMillis);
        Fields.put(target, queue.settings);
        Fields.put(target, queue.tags);
        target.putInt(queue.messages.activity.levels.size());
        for (Level level : queue.messages.activity.levels.values()) {
            target.putInt(level.priority);
            target.putLong(level.virtualCharge);
        }
        sink.end();
        return bytes;
    }

    int writeLane(Queue queue, Lane lane) {
        String key = lane.key() == null ? "" : lane.key();
        FarMessages far = lane.far();
        int bytes = 20 + Fields.bytesOf(key) + 24 + 12 + (far == null ? 0 : 16 * far.open.size());
        ByteBuffer target = begin(LANE, bytes);
        target.putLong(queue.id());
        target.putLong(lane.number());
        target.putInt(lane.priority());
        Fields.put(target, key);
        target.putLong(lane.nextSlot);
        target.putLong(lane.charge);
        target.putLong(lane.meanMillisTimes16);
        target.putLong(lane.nextFarBlock());
        target.putInt(far == null ? 0 : far.open.size());
        if (far != null) {
            far.open.forEach((span, slot) -> target.putLong(span).putLong(slot));
        }
        sink.end();
        return bytes;
    }

    int writeChunk(Queue queue, Lane lane, Chunk chunk) {
        AwayChunk away = chunk.away;
        if (away != null) {
            return writeAway(queue, lane, chunk, away);
        }
        int bytes = ChunkBytes.bytesOf(chunk);
        ChunkBytes.put(begin(CHUNK, bytes), queue.id(), lane.number(), chunk);
        sink.end();
        return bytes;
    }

    private int writeAway(Queue queue, Lane lane, Chunk chunk, AwayChunk away) {
        int readyWords = chunk.live == Chunk.SLOTS_MAX ? 0 : Chunk.readyWords(chunk.used);
        Delays delays = chunk.delays;
        int bytes = 90 + 8 * readyWords + 16 * away.segments.size();
        ByteBuffer target = begin(AWAY_CHUNK, bytes);
        target.putLong(queue.id());
        target.putLong(lane.number());
        target.putLong(chunk.firstSlot);
        target.putInt(chunk.used);
        target.putLong(chunk.basePosition);
        target.putLong(chunk.baseMillis);
        target.putLong(away.ref.file());
        target.putLong(away.ref.offset());
        target.putInt(away.ref.length());
        target.putInt(away.ref.crc());
        target.putLong(away.oldestMillis);
        target.putLong(delays == null ? -1 : delays.firstMillis());
        target.putShort((short) readyWords);
        for (int word = 0; word < readyWords; word++) {
            target.putLong(chunk.readyWord(word));
        }
        target.putInt(away.segments.size());
        away.segments.forEach((segment, liveBytes) -> target.putLong(segment).putLong(liveBytes));
        sink.needs(away.ref);
        sink.end();
        return bytes;
    }

    int writeDeduplications(Queue queue, DeduplicationPage page) {
        int bytes = 20 + 40 * page.used;
        ByteBuffer target = begin(DEDUPLICATIONS, bytes);
        target.putLong(queue.id());
        target.putLong(page.number);
        target.putInt(page.used);
        for (int place = 0; place < page.used; place++) {
            target.putLong(page.high(place));
            target.putLong(page.low(place));
            target.putLong(page.lane(place));
            target.putLong(page.slot(place));
            target.putLong(page.atMillis(place));
        }
        sink.end();
        return bytes;
    }

    int writeAttempt(Queue queue, Attempts.Attempt attempt) {
        int bytes = 36 + Fields.bytesOf(attempt.id) + 20 * attempt.leased.size();
        ByteBuffer target = begin(ATTEMPT, bytes);
        target.putLong(queue.id());
        target.putLong(attempt.number);
        Fields.put(target, attempt.id);
        target.putLong(attempt.atMillis);
        target.putLong(attempt.untilMillis);
        target.putInt(attempt.leased.size());
        for (MessagesLeased.Leased leased : attempt.leased) {
            target.putLong(leased.lane());
            target.putLong(leased.slot());
            target.putInt(leased.receiveCount());
        }
        sink.end();
        return bytes;
    }

    int writeRecords(Queue queue, Messages messages, int page) {
        Records records = messages.records;
        int count = 0;
        int bytes = 12;
        for (int place = 0; place < Records.PAGE_RECORDS; place++) {
            int record = records.recordAt(page, place);
            if (record != Records.ABSENT) {
                String holder = messages.leases.holders.of(record);
                count++;
                bytes += RECORD_BYTES + (holder.isEmpty() ? 0 : Fields.bytesOf(holder));
            }
        }
        ByteBuffer target = begin(RECORDS, bytes);
        target.putLong(queue.id());
        target.putInt(count);
        for (int place = 0; place < Records.PAGE_RECORDS; place++) {
            int record = records.recordAt(page, place);
            if (record != Records.ABSENT) {
                put(target, records, record, messages.leases.holders.of(record));
            }
        }
        sink.end();
        return bytes;
    }

    int writePart(Queue queue, Part part) {
        int bytes = 8 + part.bytes();
        ByteBuffer target = begin(part.unitType(), bytes);
        target.putLong(queue.id());
        part.put(target);
        sink.end();
        return bytes;
    }

    private static void put(ByteBuffer target, Records records, int record, String holder) {
        boolean running = records.isRunning(record);
        target.putLong(records.lane(record));
        target.putLong(records.slot(record));
        target.put(
                (byte) ((running ? RUNNING : 0) | (records.waits(record) ? WAITS : 0) | (holder.isEmpty() ? 0 : HELD)));
        target.putLong(running ? records.dueMillis(record) : 0);
        target.putLong(records.firstReceivedAtMillis(record));
        target.putLong(records.leasedAtMillis(record));
        target.putInt(records.receiveCount(record));
        target.putInt(records.chargedMillis(record));
        if (!holder.isEmpty()) {
            Fields.put(target, holder);
        }
    }
}
