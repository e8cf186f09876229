package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All queues of a partition; only appliers change it. */
final class Queues implements QueuesRead {

    static final Comparator<QueueName> BY_NAME =
            Comparator.comparing(QueueName::namespace).thenComparing(QueueName::name);

    /** Queues with due timers that one command looks at. */
    private static final int DUE_QUEUES_PER_COMMAND_MAX = 64;

    final Shared shared;
    final TreeMap<Long, Queue> byId = new TreeMap<>();
    private final TreeMap<QueueName, Queue> byName = new TreeMap<>(BY_NAME);
    private final Map<String, Integer> countByNamespace = new HashMap<>();
    private final ByDue byDue = new ByDue();
    final MoveTasks moveTasks;
    final Schedules schedules;
    /** Names of queues deleted lately, oldest first. */
    final LinkedHashMap<QueueName, Long> deletedNames = new LinkedHashMap<>();

    long nextQueueId = 1;

    Queues(Shared shared) {
        this.shared = shared;
        moveTasks = new MoveTasks(shared.snapshot);
        schedules = new Schedules(shared.snapshot);
    }

    @Override
    public @Nullable Queue find(QueueName name) {
        return byName.get(name);
    }

    @Override
    public @Nullable Queue withId(long id) {
        return byId.get(id);
    }

    @Override
    public NavigableMap<QueueName, Queue> from(QueueName name, boolean inclusive) {
        return Collections.unmodifiableNavigableMap(byName.tailMap(name, inclusive));
    }

    @Override
    public int countIn(String namespace) {
        return countByNamespace.getOrDefault(namespace, 0);
    }

    @Override
    public long nextQueueId() {
        return nextQueueId;
    }

    @Override
    public long deletedAtMillis(QueueName name) {
        return deletedNames.getOrDefault(name, -1L);
    }

    @Override
    public @Nullable MessageRef placeOf(MessageRef identity) {
        MessageRef moved = shared.identities.placeOf(identity);
        MessageRef place = moved == null ? identity : moved;
        Queue queue = byId.get(place.queueId());
        Lane lane = queue == null ? null : queue.messages.lanes.find(place.lane());
        // A dropped queue leaves places behind that lead nowhere; a place that others came to is not theirs.
        return queue != null
                        && lane != null
                        && lane.isLive(place.slot())
                        && queue.identity(place.lane(), place.slot()).equals(identity)
                ? place
                : null;
    }

    @Override
    public @Nullable FinishedJob finished(MessageRef identity) {
        return shared.finished.find(identity);
    }

    @Override
    public @Nullable QueueName queueOfFinished(MessageRef identity) {
        return shared.finished.queueOf(identity);
    }

    @Override
    public long partRoom() {
        return QueueLimits.PART_BYTES_PER_PARTITION_MAX - shared.partBytes;
    }

    @Override
    public int movedRoom() {
        return shared.identities.room();
    }

    @Override
    public MoveTasks moveTasks() {
        return moveTasks;
    }

    @Override
    public Schedules schedules() {
        return schedules;
    }

    /** Engine time of the earliest timer, of a message, a move task or a schedule, or {@link Long#MAX_VALUE}. */
    long nextTimerMillis() {
        return Math.min(schedules.nextDueMillis(), Math.min(nextMessageTimerMillis(), moveTasks.nextDueMillis()));
    }

    @Override
    public long nextMessageTimerMillis() {
        return Math.min(shared.limits.nextDueMillis(), nextOfQueues());
    }

    private long nextOfQueues() {
        return byDue.isEmpty() ? Long.MAX_VALUE : byDue.at(0).nextDueMillis;
    }

    /** Whether the timer that is due first is that of a shared limit. */
    boolean limitIsNext() {
        return shared.limits.nextDueMillis() <= nextOfQueues();
    }

    /** Whether what the earliest timer needs is in memory; if not, it is being fetched from now on. */
    boolean timersReady(long nowMillis) {
        Schedule schedule = schedules.due(nowMillis);
        if (schedule != null) {
            return FiringPlan.fetch(schedule, this);
        }
        MoveTask task = moveTasks.due(nextMessageTimerMillis());
        if (task != null) {
            Queue source = byId.get(task.sourceQueueId);
            return source == null
                    || !task.status.active()
                    || task.redrive() != null
                    || source.fetchPlan(MovePlan.batchOf(task.perSecondMax()));
        }
        return nextMessageTimerMillis() > nowMillis || dueTimers(nowMillis, 1) != null;
    }

    @Override
    public @Nullable TimersFired dueTimers(long nowMillis, int countMax) {
        long next = nextMessageTimerMillis();
        if (next > nowMillis) {
            return null;
        }
        TimersFired ready = readyTimers(Math.min(nowMillis, shared.spill.firstDelayMillis() - 1), countMax);
        if (next <= ready.upToMillis()) {
            return ready;
        }
        // Something that is due just then is being fetched: the very first timer may fire all the same.
        return limitIsNext() || firstDue().readyToFire() ? new TimersFired(next, 1) : null;
    }

    /** How far and how many timers can fire because what they need is in memory, delays aside; the rest is being fetched from now on. */
    private TimersFired readyTimers(long upToMillis, int countMax) {
        long upTo = upToMillis;
        int count = countMax;
        PriorityQueue<Integer> next =
                new PriorityQueue<>((a, b) -> Long.compare(byDue.at(a).nextDueMillis, byDue.at(b).nextDueMillis));
        if (!byDue.isEmpty()) {
            next.add(0);
        }
        for (int looked = 0; !next.isEmpty(); looked++) {
            int node = next.remove();
            Queue queue = byDue.at(node);
            if (queue.nextDueMillis > upTo || looked == DUE_QUEUES_PER_COMMAND_MAX) {
                // More than these are left for the next command.
                upTo = Math.min(upTo, queue.nextDueMillis - 1);
                break;
            }
            long expiry = queue.messages.timers.nextExpiryMillis(queue.settings.retentionMillis());
            if (expiry <= upTo) {
                int ready = queue.messages.timers.expiriesReady();
                upTo = ready == 0 ? expiry - 1 : upTo;
                count = ready == 0 ? count : Math.min(count, ready);
            }
            long ofJob = queue.messages.life.nextDueMillis();
            if (ofJob <= upTo) {
                boolean ready = queue.messages.life.readyToFire();
                upTo = ready ? upTo : ofJob - 1;
                count = shared.spill.awayCount() == 0 ? count : 1;
            }
            for (int child = 2 * node + 1; child <= 2 * node + 2 && child < byDue.size(); child++) {
                next.add(child);
            }
        }
        return new TimersFired(upTo, count);
    }

    Queue get(long id) {
        Queue queue = byId.get(id);
        Invariant.check(queue != null, "a queue that exists", id, -1);
        return Objects.requireNonNull(queue);
    }

    /** The queue whose timer is due first; there must be one. */
    Queue firstDue() {
        return byDue.at(0);
    }

    void add(Queue queue) {
        Invariant.check(byId.putIfAbsent(queue.id(), queue) == null, "a queue id is used once");
        Invariant.check(byName.putIfAbsent(queue.name(), queue) == null, "a queue name is used once at a time");
        countByNamespace.merge(queue.name().namespace(), 1, Integer::sum);
    }

    @Override
    public SharedLimitsRead limits() {
        return shared.limits;
    }

    /** Drops a queue by reference, with all in it. */
    void remove(Queue queue, long atMillis) {
        shared.snapshot.beforeDrop(queue, queue.messages);
        moveTasks.forgetSource(queue.id());
        byId.remove(queue.id());
        byName.remove(queue.name());
        countByNamespace.computeIfPresent(queue.name().namespace(), (name, count) -> count == 1 ? null : count - 1);
        queue.gate.leave(atMillis);
        leave(queue.messages);
        if (byDue.contains(queue)) {
            byDue.remove(queue);
        }
        deletedNames.remove(queue.name());
        deletedNames.put(queue.name(), atMillis);
        forgetNames(atMillis);
    }

    /** Drops all messages of a queue by reference. */
    void purge(Queue queue, long atMillis) {
        shared.snapshot.beforeDrop(queue, queue.messages);
        leave(queue.messages);
        queue.purge(new Messages(queue, shared), atMillis);
        dueChanged(queue);
    }

    private void leave(Messages dropped) {
        shared.segments.subtractAll(dropped.segments);
        dropped.residence.drop();
        dropped.jobs.dropped();
        dropped.life.dropped();
        dropped.parts.dropped();
        FifoMemory memory = dropped.memoryIfFifo();
        if (memory != null) {
            memory.dropped();
        }
    }

    void forgetNames(long atMillis) {
        var names = deletedNames.entrySet().iterator();
        while (names.hasNext()) {
            long deletedAt = names.next().getValue();
            if (deletedNames.size() <= QueueLimits.DELETED_NAMES_MAX
                    && deletedAt + QueueLimits.DELETED_NAME_MILLIS > atMillis) {
                return;
            }
            names.remove();
        }
    }

    /** To be called after every change of a queue's messages or retention. */
    void dueChanged(Queue queue) {
        long due = queue.dueMillis();
        if (due == queue.nextDueMillis) {
            return;
        }
        queue.nextDueMillis = due;
        if (due == Long.MAX_VALUE) {
            byDue.remove(queue);
        } else if (byDue.contains(queue)) {
            byDue.changed(queue);
        } else {
            byDue.add(queue);
        }
    }

    void checkDue() {
        byDue.checkConsistency();
        for (Queue queue : byId.values()) {
            long due = queue.dueMillis();
            Invariant.check(queue.nextDueMillis == due, "next timer of a queue", due, queue.nextDueMillis);
            Invariant.check(byDue.contains(queue) == (due != Long.MAX_VALUE), "a queue with timers is in the order");
        }
        moveTasks.checkConsistency(byId);
        schedules.checkConsistency();
        Invariant.check(byName.size() == byId.size(), "queues by name and by id", byId.size(), byName.size());
    }

    /** Queues with a timer, earliest first, then by id. */
    private static final class ByDue extends IndexedHeap<Queue> {

        @Override
        boolean before(Queue a, Queue b) {
            return a.nextDueMillis != b.nextDueMillis ? a.nextDueMillis < b.nextDueMillis : a.id() < b.id();
        }

        @Override
        int indexOf(Queue queue) {
            return queue.dueIndex;
        }

        @Override
        void place(Queue queue, int index) {
            queue.dueIndex = index;
        }
    }
}
