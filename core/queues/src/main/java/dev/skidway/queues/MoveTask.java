package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** A move task; only appliers change it. */
final class MoveTask implements MoveTaskRead {

    private static final Place START = new Place(-1, -1);

    private final long id;
    final long sourceQueueId;
    private final QueueName source;
    private final long destinationQueueId;
    private final @Nullable QueueName destination;
    private final int perSecondMax;
    final long total;
    private final @Nullable JobFilter redrive;
    final long startedAtMillis;

    long moved;
    /** The last place that a redrive looked at. */
    Place cursor = START;

    MoveTaskStatus status = MoveTaskStatus.RUNNING;

    @Nullable MoveFailure failure;

    /** When it goes on; when it ended, once it has. */
    long dueMillis;

    int dueIndex = IndexedHeap.ABSENT;
    int snapshotEpoch;

    MoveTask(
            long id,
            long sourceQueueId,
            QueueName source,
            long destinationQueueId,
            @Nullable QueueName destination,
            int perSecondMax,
            long total,
            @Nullable JobFilter redrive,
            long startedAtMillis) {
        this.id = id;
        this.sourceQueueId = sourceQueueId;
        this.source = source;
        this.destinationQueueId = destinationQueueId;
        this.destination = destination;
        this.perSecondMax = perSecondMax;
        this.total = total;
        this.redrive = redrive;
        this.startedAtMillis = startedAtMillis;
        this.dueMillis = startedAtMillis;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public QueueName source() {
        return source;
    }

    @Override
    public @Nullable QueueName destination() {
        return destination;
    }

    @Override
    public long destinationQueueId() {
        return destinationQueueId;
    }

    @Override
    public int perSecondMax() {
        return perSecondMax;
    }

    @Override
    public @Nullable JobFilter redrive() {
        return redrive;
    }

    @Override
    public Place cursor() {
        return cursor;
    }

    @Override
    public MoveTaskStatus status() {
        return status;
    }

    @Override
    public long left() {
        return total - moved;
    }

    @Override
    public boolean expired(long nowMillis) {
        return !status.active() && dueMillis + QueueLimits.MOVE_TASK_ENDED_MILLIS <= nowMillis;
    }

    @Override
    public MoveTaskView view() {
        return new MoveTaskView(id, status, source, destination, perSecondMax, moved, total, failure, startedAtMillis);
    }
}
