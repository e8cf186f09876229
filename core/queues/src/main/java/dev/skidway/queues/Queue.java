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

    final Gate gate;
    final KeyStates keys;
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
        this.gate = new Gate(this, shared.limits, createdAtMillis);
        this.keys = new KeyStates(this, shared.snapshot);
    }

    /** Engine time of its next timer: of its own rate, of a key, or of its messages. */
    long dueMillis() {
        return Math.min(
                messages.timers.nextDueMillis(settings.retentionMillis()),
                Math.min(gate.nextDueMillis(), keys.nextDueMillis()));
    }

    private boolean messageIsNext() {
        return messages.timers.nextDueMillis(settings.retentionMillis())
                < Math.min(gate.nextDueMillis(), keys.nextDueMillis());
    }

    /** Whether what {@link #fireOne} needs next is in memory; if not, it is being fetched, or will be. */
    boolean readyToFire() {
        return !messageIsNext() || messages.timers.ready(settings.retentionMillis());
    }

    /** Fires the one timer that is due first; returns whether that may let a message be leased. */
    boolean fireOne(long atMillis) {
        if (messageIsNext()) {
            return messages.timers.fireOne(settings.retentionMillis(), atMillis);
        }
        if (gate.nextDueMillis() <= keys.nextDueMillis()) {
            gate.fire(atMillis);
            return true;
        }
        KeyLanes lanes = keys.fireOne(atMillis);
        return lanes != null && messages.activity.reconsider(lanes);
    }

    /** Opens lanes that messages of an event need; they are numbered without a gap. */
    void openLanes(List<MessagesSent.NewLane> lanes, long atMillis) {
        for (MessagesSent.NewLane lane : lanes) {
            Invariant.check(lane.number() == nextLane, "number of a new lane", nextLane, lane.number());
            nextLane++;
            keys.opened(messages.openLane(lane.number(), lane.priority(), lane.key()), atMillis);
        }
    }

    /** Whether nothing may be leased for a reason that a message less in flight would take away. */
    boolean full() {
        return gate.places() <= 0;
    }

    /** Replaces the settings. */
    void change(QueueSettings changed, long atMillis) {
        DispatchSettings before = settings.dispatch();
        settings = changed;
        modifiedAtMillis = atMillis;
        gate.changed(before, atMillis);
        if (!before.keys().equals(changed.dispatch().keys())
                || !before.quarantine().equals(changed.dispatch().quarantine())) {
            keys.resolve(messages.lanes, atMillis);
            for (Lane lane = messages.lanes.first(); lane != null; lane = lane.next) {
                messages.activity.reconsider(lane.keyLanes);
            }
        }
    }

    /** Drops all messages by reference. */
    void purge(Messages empty, long atMillis) {
        gate.ended(messages.leases.count(), atMillis);
        messages = empty;
        keys.purged(atMillis);
        purgedAtMillis = atMillis;
    }

    @Override
    public long room(long nowMillis) {
        return gate.room(nowMillis);
    }

    @Override
    public int keyRoom(@Nullable String key, long nowMillis) {
        KeyState state = keys.find(key);
        return state == null ? Integer.MAX_VALUE : state.room(inFlight(key), nowMillis);
    }

    private int inFlight(@Nullable String key) {
        KeyLanes lanes = messages.lanes.findKey(key);
        return lanes == null ? 0 : lanes.inFlight;
    }

    @Override
    public long backlogRoom(@Nullable String key) {
        KeyState state = keys.find(key);
        int max = state == null ? settings.dispatch().keys().backlogMax() : state.limits.backlogMax();
        KeyLanes lanes = max == DispatchSettings.UNLIMITED ? null : messages.lanes.findKey(key);
        return max == DispatchSettings.UNLIMITED ? Long.MAX_VALUE : max - (lanes == null ? 0 : lanes.live);
    }

    @Override
    public KeySettings keySettings(String key) {
        KeyState state = keys.find(key.isEmpty() ? null : key);
        return state == null ? KeySettings.DEFAULT : state.own;
    }

    @Override
    public List<KeyView> keysAfter(@Nullable String after, int countMax) {
        return keys.page(after, countMax, messages.lanes);
    }

    @Override
    public int keysWithSettings() {
        return keys.own();
    }

    @Override
    public int keysKnown() {
        return keys.size();
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
        return messages.leases.count();
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
    public int priorityOf(LaneRead lane, long slot) {
        return messages.jobs.priorityOf(lane, slot);
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
    public @Nullable SendRead sentBefore(String idempotencyKey, long nowMillis) {
        return messages.life.sendKeys.find(idempotencyKey, nowMillis);
    }

    @Override
    public Iterable<HistoryEntry> finishedFrom(long sequence) {
        return messages.life.history.from(sequence);
    }

    @Override
    public String holder(long lane, long slot) {
        return messages.leases.holders.of(messages.records.find(lane, slot));
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
    public List<Pick> plan(int countMax, boolean deadMove, long nowMillis) {
        List<Pick> picks = planWhereverItLies(countMax, deadMove, nowMillis);
        fetching = !fetch(picks);
        return fetching ? List.of() : picks;
    }

    /** The same plan, though what it names may not be in memory. */
    List<Pick> planWhereverItLies(int countMax, boolean deadMove, long nowMillis) {
        return Scheduler.plan(messages.activity, rules(deadMove, nowMillis), countMax);
    }

    /** Whether the first message of such a plan is in memory, or there is none; what is not, of all of them, is being fetched from now on. */
    boolean fetchPlan(int countMax) {
        List<Pick> picks = planAtOnce(countMax);
        fetch(picks);
        return picks.isEmpty() || inMemory(picks.getFirst());
    }

    private static boolean inMemory(Pick pick) {
        return pick.lane().fetch(pick.slot());
    }

    private static boolean fetch(List<Pick> picks) {
        boolean all = true;
        for (Pick pick : picks) {
            all &= inMemory(pick);
        }
        return all;
    }

    @Override
    public List<Pick> planAtOnce(int countMax) {
        return Scheduler.plan(messages.activity, rules(false, Scheduler.Rules.NO_LIMITS), countMax);
    }

    private Scheduler.Rules rules(boolean deadMove, long nowMillis) {
        return new Scheduler.Rules(
                this,
                name.fifo(),
                meanMillisTimes16,
                settings.dispatch().agingSharePercent(),
                gate.sharePercent,
                deadMove,
                nowMillis);
    }

    @Override
    public Explanation explain(boolean deadMove, long nowMillis) {
        return new Explainer(this, nowMillis).queue(deadMove);
    }

    @Override
    public Explanation explain(MessageRef place, boolean deadMove, long nowMillis) {
        return new Explainer(this, nowMillis).job(messages.lanes.get(place.lane()), place.slot(), deadMove);
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
                messages.leases.count(),
                messages.delayed,
                createdAtMillis,
                modifiedAtMillis,
                messages.count() == 0 ? -1 : messages.timers.oldestMillis(),
                sentTotal,
                deletedTotal,
                gate.heldSinceMillis,
                messages.life.history.size(),
                messages.life.history.bytes());
    }
}
