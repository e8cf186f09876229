package dev.skidway.queues;

import dev.skidway.engine.StateHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Feeds the logical content of all queues: by id, by lane number, by slot. */
final class QueueHash {

    private final StateHash hash;

    QueueHash(StateHash hash) {
        this.hash = hash;
    }

    void feed(Queues queues) {
        hash.putLong(queues.nextQueueId);
        hash.putLong(queues.deletedNames.size());
        queues.deletedNames.forEach((name, deletedAt) -> {
            feed(name);
            hash.putLong(deletedAt);
        });
        queues.shared.limits.byName.values().forEach(this::feed);
        hash.putLong(queues.byId.size());
        queues.byId.values().forEach(this::feed);
        hash.putLong(queues.moveTasks.nextTaskId);
        hash.putLong(queues.moveTasks.byId.size());
        queues.moveTasks.byId.values().forEach(this::feed);
        hash.putLong(queues.schedules.size());
        queues.schedules.inOrder().forEach(this::feed);
    }

    private void feed(MoveTask task) {
        hash.putLong(task.id());
        hash.putLong(task.sourceQueueId);
        feed(task.source());
        hash.putLong(task.destinationQueueId());
        if (task.destination() != null) {
            feed(task.destination());
        }
        hash.putLong(task.perSecondMax());
        hash.putLong(task.total);
        feed(task.redrive());
        hash.putLong(task.cursor.lane());
        hash.putLong(task.cursor.slot());
        hash.putLong(task.moved);
        hash.putLong(task.startedAtMillis);
        hash.putLong(task.dueMillis);
        hash.putLong(task.status.ordinal());
        hash.putLong(task.failure == null ? 0 : task.failure.ordinal() + 1);
    }

    private void feed(Schedule schedule) {
        ByteBuffer bytes = room(SnapshotSchedules.bytesOf(schedule));
        SnapshotSchedules.put(bytes, schedule);
        feed(bytes);
    }

    private void feed(QueueName name) {
        hash.putString(name.namespace());
        hash.putString(name.name());
    }

    private void feed(Queue queue) {
        hash.putLong(queue.id());
        feed(queue.name());
        feed(queue.settings);
        queue.tags.forEach((name, value) -> {
            hash.putString(name);
            hash.putString(value);
        });
        hash.putLong(queue.createdAtMillis);
        hash.putLong(queue.modifiedAtMillis);
        hash.putLong(queue.purgedAtMillis);
        hash.putLong(queue.nextLane);
        hash.putLong(queue.sentTotal);
        hash.putLong(queue.deletedTotal);
        hash.putLong(queue.meanMillisTimes16);
        feed(queue.gate);
        for (KeyState state = queue.keys.after(null); state != null; state = queue.keys.after(state.name)) {
            feed(state);
        }
        for (Level level : queue.messages.activity.levels.values()) {
            hash.putLong(level.priority);
            hash.putLong(level.virtualCharge);
        }
        feed(queue.messages.memoryIfFifo());
        queue.messages.life.partsInOrder().forEach(this::feed);
        hash.putLong(queue.messages.lanes.size());
        for (Lane lane = queue.messages.lanes.first(); lane != null; lane = lane.next) {
            feed(lane, queue.messages);
        }
    }

    private void feed(@Nullable FifoMemory memory) {
        if (memory == null) {
            return;
        }
        for (DeduplicationPage page = memory.deduplications.pageFrom(0);
                page != null;
                page = memory.deduplications.pageFrom(page.number + 1)) {
            // Sends of a page are forgotten together: where one ends matters.
            hash.putLong(page.used);
            for (int place = 0; place < page.used; place++) {
                hash.putLong(page.high(place));
                hash.putLong(page.low(place));
                hash.putLong(page.lane(place));
                hash.putLong(page.slot(place));
                hash.putLong(page.atMillis(place));
            }
        }
        for (Attempts.Attempt attempt : memory.attempts.inOrder()) {
            hash.putString(attempt.id);
            hash.putLong(attempt.atMillis);
            hash.putLong(attempt.untilMillis);
            for (MessagesLeased.Leased leased : attempt.leased) {
                hash.putLong(leased.lane());
                hash.putLong(leased.slot());
                hash.putLong(leased.receiveCount());
            }
        }
    }

    private void feed(QueueSettings settings) {
        hash.putLong(settings.delayMillis());
        hash.putLong(settings.messageBytesMax());
        hash.putLong(settings.retentionMillis());
        hash.putLong(settings.receiveWaitMillis());
        hash.putLong(settings.visibilityMillis());
        hash.putLong(settings.inFlightMax());
        hash.putString(settings.deadLetters().targetName());
        hash.putLong(settings.deadLetters().receiveCountMax());
        hash.putLong(settings.deadLetterSources().allowed().ordinal());
        settings.deadLetterSources().names().forEach(hash::putString);
        FifoSettings fifo = settings.fifo();
        hash.putLong((fifo.fifo() ? 1 : 0) | (fifo.contentBasedDeduplication() ? 2 : 0));
        hash.putLong(fifo.deduplicationScope().ordinal());
        hash.putLong(fifo.throughputLimit().ordinal());
        feed(settings.dispatch());
        feed(settings.jobs());
        settings.extra().forEach((name, value) -> {
            hash.putString(name);
            hash.putString(value);
        });
    }

    private void feed(DispatchSettings dispatch) {
        hash.putLong(dispatch.agingSharePercent());
        hash.putLong(dispatch.concurrencyMax());
        feed(dispatch.rate());
        hash.putLong((dispatch.paused() ? 1 : 0) | (dispatch.draining() ? 2 : 0));
        hash.putString(dispatch.note());
        hash.putLong(dispatch.keys().concurrencyMax());
        feed(dispatch.keys().rate());
        hash.putLong(dispatch.keys().backlogMax());
        dispatch.limits().forEach(hash::putString);
        hash.putLong(dispatch.quarantine().failures());
        hash.putLong(dispatch.quarantine().windowMillis());
        hash.putLong(dispatch.quarantine().pauseMillis());
    }

    private void feed(Gate gate) {
        hash.putLong(gate.sharePercent);
        hash.putLong(gate.heldSinceMillis);
        feed(gate.tokens);
    }

    private void feed(TokenBucket tokens) {
        hash.putLong(tokens.level);
        hash.putLong(tokens.atMillis);
    }

    private void feed(KeyState state) {
        hash.putString(state.name);
        hash.putLong(state.own.weight());
        hash.putLong(state.own.concurrencyMax() == null ? 0 : state.own.concurrencyMax());
        feed(state.own.rate() == null ? new RateLimit(-1, 0, 0) : state.own.rate());
        hash.putLong(state.own.backlogMax() == null ? 0 : state.own.backlogMax());
        hash.putLong(state.own.paused() ? 1 : 0);
        hash.putString(state.own.note());
        feed(state.tokens);
        hash.putLong(state.failures);
        hash.putLong(state.failingSinceMillis);
        hash.putLong(state.quarantinedUntilMillis);
        hash.putLong(state.probing ? 1 : 0);
        hash.putLong(state.strikes);
        hash.putLong(state.pausedSinceMillis);
    }

    private void feed(SharedLimit limit) {
        hash.putString(limit.name.namespace());
        hash.putString(limit.name.name());
        hash.putLong(limit.concurrencyMax);
        feed(limit.rate);
        feed(limit.tokens);
        hash.putLong(limit.freedAtMillis);
    }

    private void feed(RateLimit rate) {
        hash.putLong(rate.count());
        hash.putLong(rate.periodMillis());
        hash.putLong(rate.burst());
    }

    private void feed(Lane lane, Messages messages) {
        hash.putLong(lane.number());
        hash.putLong(lane.priority());
        hash.putString(lane.key() == null ? "" : lane.key());
        hash.putLong(lane.nextSlot);
        FarMessages far = lane.far();
        if (far != null) {
            hash.putLong(far.nextBlock);
            far.open.forEach((span, slot) -> {
                hash.putLong(span);
                hash.putLong(slot);
            });
        }
        hash.putLong(lane.charge);
        hash.putLong(lane.meanMillisTimes16);
        hash.putLong(lane.live);
        for (Chunk chunk = lane.chunkFrom(0); chunk != null; chunk = lane.chunkAfter(chunk)) {
            feed(lane.number(), chunk.view(), messages);
        }
    }

    private void feed(long lane, Chunk chunk, Messages messages) {
        long[] dues = Delays.byPlace(chunk);
        for (int index = chunk.nextLive(0); index >= 0; index = chunk.nextLive(index + 1)) {
            long slot = chunk.firstSlot + index;
            hash.putLong(slot);
            hash.putLong(chunk.position(index));
            hash.putLong(((long) chunk.headerBytes(index) << 32) | chunk.bodyBytes(index));
            hash.putLong(chunk.enqueuedAtMillis(index));
            hash.putLong(dues[index]);
            int record = messages.records.find(lane, slot);
            feed(messages.records, record);
            feed(messages.jobs.find(lane, slot));
            hash.putString(messages.leases.holders.of(record));
        }
    }

    private void feed(Records records, int record) {
        if (record == Records.ABSENT) {
            hash.putLong(-1);
            return;
        }
        hash.putLong(records.isRunning(record) ? records.dueMillis(record) : -2);
        hash.putLong(records.waits(record) ? 1 : 0);
        hash.putLong(records.firstReceivedAtMillis(record));
        hash.putLong(records.leasedAtMillis(record));
        hash.putLong(((long) records.receiveCount(record) << 32) | records.chargedMillis(record));
    }

    private void feed(@Nullable JobFilter filter) {
        hash.putLong(filter == null ? 0 : 1);
        if (filter != null) {
            ByteBuffer bytes = room(FieldsOfJobs.bytesOf(filter));
            FieldsOfJobs.put(bytes, filter);
            feed(bytes);
        }
    }

    private void feed(JobSettings settings) {
        ByteBuffer bytes = room(FieldsOfJobs.bytesOf(settings));
        FieldsOfJobs.put(bytes, settings);
        feed(bytes);
    }

    private void feed(@Nullable Part part) {
        if (part != null) {
            ByteBuffer bytes = room(part.bytes());
            part.put(bytes);
            hash.putLong(part.unitType());
            feed(bytes);
        }
    }

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void feed(ByteBuffer bytes) {
        bytes.flip();
        while (bytes.remaining() >= Long.BYTES) {
            hash.putLong(bytes.getLong());
        }
        while (bytes.hasRemaining()) {
            hash.putLong(bytes.get());
        }
    }
}
