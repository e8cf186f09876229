package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The move tasks of a partition: those under way in the order in which they are due, and a bounded number of those that ended.
 *
 * <p>A source has at most one task under way, its newest. Tasks are forgotten with their source queue.
 */
final class MoveTasks implements MoveTasksRead {

    final TreeMap<Long, MoveTask> byId = new TreeMap<>();
    private final Map<Long, TreeMap<Long, MoveTask>> bySource = new HashMap<>();
    private final TreeSet<MoveTask> ended = new TreeSet<>(
            Comparator.<MoveTask>comparingLong(task -> task.dueMillis).thenComparingLong(MoveTask::id));
    private final ByDue byDue = new ByDue();
    private final SnapshotRun snapshot;

    long nextTaskId = 1;

    MoveTasks(SnapshotRun snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public long nextTaskId() {
        return nextTaskId;
    }

    @Override
    public @Nullable MoveTask find(long taskId) {
        return byId.get(taskId);
    }

    @Override
    public @Nullable MoveTask active(long sourceQueueId) {
        TreeMap<Long, MoveTask> tasks = bySource.get(sourceQueueId);
        MoveTask newest = tasks == null ? null : tasks.lastEntry().getValue();
        return newest != null && newest.status.active() ? newest : null;
    }

    @Override
    public Collection<MoveTask> ofSource(long sourceQueueId) {
        TreeMap<Long, MoveTask> tasks = bySource.get(sourceQueueId);
        return tasks == null
                ? Collections.emptyList()
                : Collections.unmodifiableCollection(tasks.descendingMap().values());
    }

    @Override
    public @Nullable MoveTask due(long nowMillis) {
        return nextDueMillis() <= nowMillis ? byDue.at(0) : null;
    }

    long nextDueMillis() {
        return byDue.isEmpty() ? Long.MAX_VALUE : byDue.at(0).dueMillis;
    }

    /** A task that is about to change. */
    MoveTask change(long taskId) {
        MoveTask task = byId.get(taskId);
        Invariant.check(task != null && task.status.active(), "a move task under way", taskId, -1);
        MoveTask found = Objects.requireNonNull(task);
        snapshot.beforeChange(found);
        return found;
    }

    void start(MoveTask task) {
        Invariant.check(task.id() == nextTaskId, "number of a new move task", nextTaskId, task.id());
        Invariant.check(active(task.sourceQueueId) == null, "a source has one move task under way");
        nextTaskId++;
        task.snapshotEpoch = snapshot.epoch();
        add(task);
    }

    /** Takes a task that is new here: a started one, or one of a snapshot. */
    void add(MoveTask task) {
        Invariant.check(byId.putIfAbsent(task.id(), task) == null, "a move task's number is used once");
        bySource.computeIfAbsent(task.sourceQueueId, id -> new TreeMap<>()).put(task.id(), task);
        if (task.status.active()) {
            byDue.add(task);
        } else {
            ended.add(task);
        }
    }

    void dueAt(MoveTask task, long dueMillis) {
        task.dueMillis = dueMillis;
        byDue.changed(task);
    }

    void end(MoveTask task, MoveTaskStatus status, @Nullable MoveFailure failure, long atMillis) {
        byDue.remove(task);
        task.status = status;
        task.failure = failure;
        task.dueMillis = atMillis;
        ended.add(task);
        TreeMap<Long, MoveTask> tasks = Objects.requireNonNull(bySource.get(task.sourceQueueId));
        if (tasks.size() > QueueLimits.MOVE_TASKS_ENDED_MAX) {
            forget(tasks.firstEntry().getValue());
        }
        while (ended.size() > QueueLimits.MOVE_TASKS_ENDED_TOTAL_MAX
                || ended.first().expired(atMillis)) {
            forget(ended.first());
        }
    }

    /** The source was deleted: its tasks end with it. */
    void forgetSource(long sourceQueueId) {
        TreeMap<Long, MoveTask> tasks = bySource.get(sourceQueueId);
        if (tasks != null) {
            for (MoveTask task : tasks.values().toArray(MoveTask[]::new)) {
                forget(task);
            }
        }
    }

    private void forget(MoveTask task) {
        snapshot.beforeChange(task);
        byId.remove(task.id());
        if (task.status.active()) {
            byDue.remove(task);
        } else {
            ended.remove(task);
        }
        TreeMap<Long, MoveTask> tasks = Objects.requireNonNull(bySource.get(task.sourceQueueId));
        tasks.remove(task.id());
        if (tasks.isEmpty()) {
            bySource.remove(task.sourceQueueId);
        }
    }

    void checkConsistency(Map<Long, Queue> queues) {
        byDue.checkConsistency();
        Invariant.check(byDue.size() + ended.size() == byId.size(), "move tasks under way and ended");
        int ofSources = 0;
        for (TreeMap<Long, MoveTask> tasks : bySource.values()) {
            ofSources += tasks.size();
            Invariant.check(!tasks.isEmpty(), "a source without move tasks is forgotten");
        }
        Invariant.check(ofSources == byId.size(), "move tasks by source", byId.size(), ofSources);
        for (MoveTask task : byId.values()) {
            Queue source = queues.get(task.sourceQueueId);
            Invariant.check(
                    source != null && source.name().equals(task.source()), "a move task has its source", task.id(), -1);
            Invariant.check(task.id() < nextTaskId, "numbers of move tasks are below the next one");
            Invariant.check(task.status.active() == byDue.contains(task), "a move task under way is due");
            Invariant.check(
                    !task.status.active() || active(task.sourceQueueId) == task, "the newest of a source is under way");
            Invariant.check(task.moved >= 0 && task.moved <= task.total, "a move task moves what it was to move");
        }
    }

    /** Tasks under way, the one that is due first, then by number. */
    private static final class ByDue extends IndexedHeap<MoveTask> {

        @Override
        boolean before(MoveTask a, MoveTask b) {
            return a.dueMillis != b.dueMillis ? a.dueMillis < b.dueMillis : a.id() < b.id();
        }

        @Override
        int indexOf(MoveTask task) {
            return task.dueIndex;
        }

        @Override
        void place(MoveTask task, int index) {
            task.dueIndex = index;
        }
    }
}
