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
    /** Where the count to the next lease for the oldest job stands. */
    int sharePercent;

    final TokenBucket tokens = new TokenBucket();

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
        tokens.change(RateLimit.NONE, settings.dispatch().rate(), createdAtMillis);
    }

    /** Engine time of its next timer: the next token of an empty bucket, or one of its messages. */
    long dueMillis() {
        return Math.min(
                tokens.nextTokenMillis(settings.dispatch().rate()), messages.nextDueMillis(settings.retentionMillis()));
    }

    private boolean tokenIsNext() {
        return tokens.nextTokenMillis(settings.dispatch().rate()) <= messages.nextDueMillis(settings.retentionMillis());
    }

    /** Whether what {@link #fireOne} needs next is in memory; if not, it is being fetched from now on. */
    boolean readyToFire() {
        return tokenIsNext() || messages.readyToFire(settings.retentionMillis());
    }

    /** Fires the one timer that is due first; returns whether that may let a message be leased. */
    boolean fireOne(long atMillis) {
        if (tokenIsNext()) {
            tokens.refill(settings.dispatch().rate(), atMillis);
            return true;
        }
        return messages.fireOne(settings.retentionMillis(), atMillis);
    }

    /** Opens lanes that messages of an event need; they are numbered without a gap. */
    void openLanes(List<MessagesSent.NewLane> lanes) {
        for (MessagesSent.NewLane lane : lanes) {
            Invariant.check(lane.number() == nextLane, "number of a new lane", nextLane, lane.number());
            nextLane++;
            messages.openLane(lane.number(), lane.priority(), lane.key());
        }
    }

    /** Counts a lease towards the next one for the oldest job, and against the rate. */
    void leased(long atMillis) {
        DispatchSettings dispatch = settings.dispatch();
        sharePercent = (sharePercent + dispatch.agingSharePercent()) % 100;
        if (dispatch.rate().on()) {
            tokens.take(dispatch.rate(), atMillis);
        }
    }

    /** Whether nothing may be leased for a reason that a message less in flight, or time, would take away. */
    boolean full() {
        return leaseRoom() <= 0;
    }

    private long leaseRoom() {
        int concurrencyMax = settings.dispatch().concurrencyMax();
        long most = concurrencyMax == DispatchSettings.UNLIMITED
                ? settings.inFlightMax()
                : Math.min(settings.inFlightMax(), concurrencyMax);
        return most - messages.leased;
    }

    @Override
    public long room(long nowMillis) {
        DispatchSettings dispatch = settings.dispatch();
        return dispatch.paused() ? 0 : Math.min(leaseRoom(), tokens.tokens(dispatch.rate(), nowMillis));
    }

    /** Replaces the settings. */
    void change(QueueSettings changed, long atMillis) {
        RateLimit before = settings.dispatch().rate();
        if (!before.equals(changed.dispatch().rate())) {
            tokens.change(before, changed.dispatch().rate(), atMillis);
        }
        settings = changed;
        modifiedAtMillis = atMillis;
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
                job == null ? 0 : job.receivesBefore,
                job == null ? null : job.deadLetter());
    }

    @Override
    public @Nullable JobRead job(long lane, long slot) {
        return messages.jobs.find(lane, slot);
    }

    @Override
    public @Nullable UniqueRead unique(String key) {
        UniqueHolder holder = messages.life.uniqueHolders.find(key);
        return holder == null ? null : holder.read();
    }

    @Override
    public @Nullable RememberedSend sentBefore(String idempotencyKey, long nowMillis) {
        return messages.life.sendKeys.find(idempotencyKey, nowMillis);
    }

    @Override
    public String holder(long lane, long slot) {
        return messages.holders.of(messages.records.find(lane, slot));
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
        return Scheduler.plan(messages.activity, rules(), countMax);
    }

    private Scheduler.Rules rules() {
        return new Scheduler.Rules(
                name.fifo(), meanMillisTimes16, settings.dispatch().agingSharePercent(), sharePercent);
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
