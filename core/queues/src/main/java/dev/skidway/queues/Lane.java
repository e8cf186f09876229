package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one priority and key: chunks by block of slot numbers, where a block without live messages costs one null.
 *
 * <p>What is ready is taken in order of slots, so a message that came back goes before all that were sent later. A bit for each
 * block says whether anything in it is ready.
 */
final class Lane implements LaneRead {

    private final long number;
    /** The one of its priority; on a FIFO queue that of the head's priority, while it has one to lease. */
    Level level;

    private final int priority;
    final KeyLanes keyLanes;

    long nextSlot;
    long live;
    long ready;
    /** Lease time charged to the lane so far, against that of the others in its level, in units of {@link KeyLanes#charge}. */
    long charge;
    /** 16 times the running mean of its lease times, or -1 before the first has ended. */
    long meanMillisTimes16 = -1;
    /** Lowest live slot, and its enqueue time; -1 when empty. */
    long oldestSlot = -1;

    long oldestMillis = -1;

    /** What is in flight of a FIFO group, or null: then, and on standard queues, nothing locks the lane. */
    @Nullable LeasedSlots leasedSlots;

    /** Whether it is among the lanes that its key offers. */
    boolean offered;
    /** How old its first ready message is, while it is offered and that matters. */
    long headMillis;

    int headIndex = IndexedHeap.ABSENT;
    int activeIndex = IndexedHeap.ABSENT;
    int ageIndex = IndexedHeap.ABSENT;
    int snapshotEpoch;
    boolean forgotten;

    @Nullable Lane next;

    @Nullable Lane previous;

    private final Blocks blocks = new Blocks();
    /** No live slot lies below it, the far ones aside. */
    private long near;

    private @Nullable FarMessages far;

    Lane(long number, Level level, KeyLanes keyLanes) {
        this.number = number;
        this.level = level;
        this.priority = level.priority;
        this.keyLanes = keyLanes;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public @Nullable String key() {
        return keyLanes.name();
    }

    @Override
    public long nextSlot() {
        return nextSlot;
    }

    @Override
    public long live() {
        return live;
    }

    @Override
    public boolean numbered(long slot) {
        return FarSlots.isFar(slot) ? far != null && far.numbered(slot) : slot >= 0 && slot < nextSlot;
    }

    @Override
    public long nextFarSlot(long span) {
        return far == null ? -1 : far.nextSlot(span);
    }

    @Override
    public long nextFarBlock() {
        return far == null ? FarSlots.FIRST_BLOCK : far.nextBlock;
    }

    @Nullable FarMessages far() {
        return far;
    }

    FarMessages farMessages() {
        if (far == null) {
            far = new FarMessages();
        }
        return far;
    }

    /** The next message takes its slot, not a far one. */
    void takeNext(long slot) {
        Invariant.check(nextSlot == slot, "slot of a new message", nextSlot, slot);
        nextSlot++;
    }

    private @Nullable Blocks blocksOf(long slot) {
        return !FarSlots.isFar(slot) ? blocks : far == null ? null : far.blocks;
    }

    /** Whether the lane stays while it is empty: the one that most messages use. */
    boolean common() {
        return keyLanes.name() == null && priority == 0;
    }

    @Nullable Chunk chunkOf(long slot) {
        Chunk chunk = chunkAt(slot);
        return chunk != null && slot >= chunk.firstSlot && slot < chunk.firstSlot + chunk.used ? chunk : null;
    }

    /** The chunk of the block that a slot falls into, or null. */
    @Nullable Chunk chunkAt(long slot) {
        Blocks of = blocksOf(slot);
        return of == null ? null : of.chunkAt(Chunk.blockOf(slot));
    }

    Chunk chunk(long slot) {
        Chunk chunk = chunkOf(slot);
        boolean live = chunk != null && chunk.isLive((int) (slot - chunk.firstSlot));
        Invariant.check(live, "lane and slot of a live message", number, slot);
        return Objects.requireNonNull(chunk).inMemory();
    }

    @Override
    public boolean isLive(long slot) {
        Chunk chunk = chunkOf(slot);
        return chunk != null && chunk.isLive((int) (slot - chunk.firstSlot));
    }

    @Override
    public boolean isReady(long slot) {
        Chunk chunk = chunkOf(slot);
        return chunk != null && chunk.isReady((int) (slot - chunk.firstSlot));
    }

    @Override
    public boolean fetch(long slot) {
        Chunk chunk = chunkOf(slot);
        return chunk == null || chunk.fetch();
    }

    /** How many blocks behind the first one with something ready a chunk lies, among the near or the far. */
    long blocksBehindReady(Chunk chunk) {
        Blocks of = Objects.requireNonNull(blocksOf(chunk.firstSlot));
        return Chunk.blockOf(chunk.firstSlot) - of.firstReadyBlock();
    }

    @Override
    public long payloadPosition(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.position((int) (slot - chunk.firstSlot));
    }

    @Override
    public int headerBytes(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.headerBytes((int) (slot - chunk.firstSlot));
    }

    @Override
    public int bodyBytes(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.bodyBytes((int) (slot - chunk.firstSlot));
    }

    @Override
    public long enqueuedAtMillis(long slot) {
        Chunk chunk = chunk(slot);
        return chunk.enqueuedAtMillis((int) (slot - chunk.firstSlot));
    }

    @Override
    public long delayedUntilMillis(long slot) {
        Chunk chunk = chunk(slot);
        Delays delays = chunk.delays;
        return delays == null ? -1 : delays.dueMillis((int) (slot - chunk.firstSlot));
    }

    @Override
    public long nextReady(long fromSlot) {
        FarMessages due = far;
        if (due == null || (fromSlot > 0 && !FarSlots.isFar(fromSlot))) {
            return blocks.nextReady(fromSlot);
        }
        // What was delayed for long was sent before nearly all of the others.
        long slot = due.blocks.nextReady(Math.max(fromSlot, FarSlots.FIRST_SLOT));
        return slot >= 0 ? slot : blocks.nextReady(0);
    }

    /** Slot of the first message in flight if that locks what is behind it, else the highest number there is. */
    long lockedFrom() {
        return leasedSlots == null ? Long.MAX_VALUE : leasedSlots.lowest();
    }

    /** Whether a message can be leased now. */
    boolean deliverable() {
        return ready > 0 && (leasedSlots == null || readyBefore(leasedSlots.lowest()));
    }

    /** How many ready messages are taken before that of a slot. */
    long countReadyBefore(long slot) {
        if (far == null) {
            return blocks.countReadyBefore(slot);
        }
        long before = far.blocks.countReadyBefore(FarSlots.isFar(slot) ? slot : Long.MAX_VALUE);
        return FarSlots.isFar(slot) ? before : before + blocks.countReadyBefore(slot);
    }

    private boolean readyBefore(long slot) {
        // A chunk behind that of the slot is not looked at: it may lie far away.
        return blocks.firstReadyBlock() <= Chunk.blockOf(slot) && nextReady(0) < slot;
    }

    /** A message of a FIFO group is in flight from now on. */
    void lock(long slot) {
        if (leasedSlots == null) {
            leasedSlots = new LeasedSlots();
        }
        leasedSlots.add(slot);
    }

    void unlock(long slot) {
        Invariant.check(leasedSlots != null, "a lane that is unlocked was locked");
        if (leasedSlots != null) {
            leasedSlots.remove(slot);
            leasedSlots = leasedSlots.isEmpty() ? null : leasedSlots;
        }
    }

    /** Says whether the block of a chunk has anything ready. */
    void noteReady(Chunk chunk) {
        Objects.requireNonNull(blocksOf(chunk.firstSlot)).noteReady(chunk);
    }

    void addChunk(Chunk chunk) {
        (FarSlots.isFar(chunk.firstSlot) ? farMessages().blocks : blocks).add(chunk);
    }

    /** Takes a chunk of a snapshot; they may come in any order. */
    void restoreChunk(Chunk chunk) {
        addChunk(chunk);
        if (FarSlots.isFar(chunk.firstSlot)) {
            farMessages().restored(chunk);
        }
        live += chunk.live;
        ready += chunk.ready;
        noteReady(chunk);
    }

    /** The first chunk whose block is {@code block} or later, or null; the far ones come last. */
    @Nullable Chunk chunkFrom(long block) {
        Chunk chunk = block < FarSlots.FIRST_BLOCK ? blocks.chunkFrom(block) : null;
        return chunk == null && far != null ? far.blocks.chunkFrom(Math.max(block, FarSlots.FIRST_BLOCK)) : chunk;
    }

    @Nullable Chunk chunkAfter(Chunk chunk) {
        return chunkFrom(Chunk.blockOf(chunk.firstSlot) + 1);
    }

    @Override
    public long nextLive(long fromSlot) {
        long slot = FarSlots.isFar(fromSlot) ? -1 : blocks.nextLive(fromSlot);
        return slot < 0 && far != null ? far.blocks.nextLive(Math.max(fromSlot, FarSlots.FIRST_SLOT)) : slot;
    }

    /** Counts a new message of a chunk, which came at this time. */
    void added(Chunk chunk, long slot, long enqueuedAtMillis) {
        live++;
        keyLanes.live++;
        boolean first;
        if (FarSlots.isFar(slot)) {
            first = farMessages().added(chunk);
        } else {
            first = live - 1 == (far == null ? 0 : far.live);
        }
        boolean older = enqueuedAtMillis != oldestMillis ? enqueuedAtMillis < oldestMillis : slot < oldestSlot;
        if (live == 1 || (first && older)) {
            oldestSlot = slot;
            oldestMillis = enqueuedAtMillis;
        }
    }

    /** Counts a message that is gone from a chunk. */
    void removed(Chunk chunk) {
        live--;
        keyLanes.live--;
        if (far != null && FarSlots.isFar(chunk.firstSlot)) {
            far.removed(chunk);
        } else if (chunk.live == 0) {
            blocks.remove(chunk);
        }
    }

    /** Finds the oldest message again: the first of those that were not far, or the oldest of those that were, whichever is older. */
    void findOldest() {
        oldestSlot = blocks.nextLive(near);
        near = Math.max(near, oldestSlot);
        Chunk chunk = oldestSlot < 0 ? null : chunkOf(oldestSlot);
        Chunk oldestFar = far == null ? null : far.oldest();
        if (oldestFar != null && (chunk == null || oldestFar.oldestMillis() < chunk.oldestMillis())) {
            chunk = oldestFar;
            oldestSlot = oldestFar.firstSlot + oldestFar.firstLive();
        }
        oldestMillis = chunk == null ? -1 : chunk.oldestMillis();
    }

    /** Enqueue time of a ready message; of one that is away that of the first in its chunk, which a lane's head is. */
    long ageOf(long slot) {
        Chunk chunk = Objects.requireNonNull(chunkOf(slot));
        return chunk.isAway() ? chunk.oldestMillis() : chunk.enqueuedAtMillis((int) (slot - chunk.firstSlot));
    }

    /** Lease time to charge at dispatch: the lane's own mean, else the queue's; at least one. */
    int estimateMillis(long queueMeanMillisTimes16) {
        long times16 = meanMillisTimes16 >= 0 ? meanMillisTimes16 : queueMeanMillisTimes16;
        return (int) Math.max(1, times16 >>> 4);
    }
}
