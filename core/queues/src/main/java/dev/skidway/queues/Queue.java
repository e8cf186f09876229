package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One life of a queue: settings, totals and its messages. */
final class Queue implements QueueRead {

    private final long id;
    private final QueueName name;
    final long createdAtMillis;

    QueueSettings settings;
    SortedMap<String, String> tags;
    long modifiedAtMillis;
    long purgedAtMillis = -1;
    long nextLane;
    long sentTotal;
    long deletedTotal;
    /** 16 times the running mean of lease times. */
    long meanMillisTimes16;

    Messages messages;
    long nextDueMillis = Long.MAX_VALUE;
    int dueIndex = IndexedHeap.ABSENT;
    int snapshotEpoch;
    /** Whether the last plan needs something that is being fetched. */
    private boolean fetching;

    Queue(
            long id,
            QueueName name,
            long createdAtMillis,
            QueueSettings settings,
            SortedMap<String, String> tags,
            Shared shared) {
        this.id = id;
        this.name = name;
        this.createdAtMillis = createdAtMillis;
        this.modifiedAtMillis = createdAtMillis;
        this.settings = settings;
        this.tags = tags;
        this.messages = new Messages(this, shared);
    }

    /** Opens lanes that messages of an event need; they are numbered without a gap. */
    void openLanes(List<MessagesSent.NewLane> lanes) {
        for (MessagesSent.NewLane lane : lanes) {
            Invariant.check(lane.number() == nextLane, "number of a new lane", nextLane, lane.number());
            nextLane++;
            messages.openLane(lane.number(), lane.priority(), lane.key());
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public QueueName name() {
        return name;
    }

    @Override
    public QueueSettings settings() {
        return settings;
    }

    @Override
    public SortedMap<String, String> tags() {
        return tags;
    }

    @Override
    public long purgedAtMillis() {
        return purgedAtMillis;
    }

    @Override
    public long nextLane() {
        return nextLane;
    }

    @Override
    public int laneCount() {
        return messages.lanes.size();
    }

    @Override
    public long messageCount() {
        return messages.count();
    }

    @Override
    public long readyCount() {
        return messages.ready;
    }

    @Override
    public long leasedCount() {
        return messages.leased;
    }

    @Override
    public @Nullable LaneRead lane(long number) {
        return messages.lanes.find(number);
    }

    @Override
    public Iterable<Lane> lanesFrom(long number) {
        return () -> messages.lanes.from(number);
    }

    @Override
    public @Nullable LaneRead lane(int priority, @Nullable String key) {
        return messages.lanes.find(priority, key);
    }

    @Override
    public @Nullable LeaseRead lease(long lane, long slot) {
        Records records = messages.records;
        int record = records.find(lane, slot);
        if (record == Records.ABSENT) {
            return null;
        }
        Job job = messages.jobs.find(lane, slot);
        return new LeaseRead(
                records.receiveCount(record),
                records.firstReceivedAtMillis(record),
                records.leasedAtMillis(record),
                records.dueMillis(record),
                records.isLeased(record),
                job == null ? null : job.deadLetter());
    }

    @Override
    public @Nullable JobRead job(long lane, long slot) {
        return messages.jobs.find(lane, slot);
    }

    @Override
    public MessageRef identity(long lane, long slot) {
        Job job = messages.jobs.find(lane, slot);
        return job == null ? new MessageRef(id, lane, slot) : job.identity();
    }

    @Override
    public FifoRead memory() {
        return messages.memory();
    }

    @Override
    public List<Pick> plan(int countMax) {
        List<Pick> picks = planAtOnce(countMax);
        fetching = !fetch(picks);
        return fetching ? List.of() : picks;
    }

    /** Whether the messages of such a plan are in memory; if not, they are being fetched from now on. */
    boolean fetchPlan(int countMax) {
        return fetch(planAtOnce(countMax));
    }

    private static boolean fetch(List<Pick> picks) {
        boolean all = true;
        for (Pick pick : picks) {
            all &= pick.lane().fetch(pick.slot());
        }
        return all;
    }

    @Override
    public List<Pick> planAtOnce(int countMax) {
        return Scheduler.plan(messages.levels.values(), name.fifo(), meanMillisTimes16, countMax);
    }

    @Override
    public boolean fetching() {
        return fetching;
    }

    @Override
    public QueueView view() {
        return new QueueView(
                name,
                id,
                settings,
                tags,
                messages.ready,
                messages.leased,
                messages.delayed,
                createdAtMillis,
                modifiedAtMillis,
                messages.count() == 0 ? -1 : messages.oldestMillis(),
                sentTotal,
                deletedTotal);
    }
}
