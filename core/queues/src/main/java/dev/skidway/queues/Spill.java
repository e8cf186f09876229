package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.engine.ColdRef;
import dev.skidway.engine.ColdStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts chunks away that nobody will receive from soon, and brings them back before they are needed.
 *
 * <p>A chunk in memory may leave when none of its messages has a record, and either all are ready and it is not among the next of its lane, or
 * all are delayed and none is due soon:
 *
 * <pre>
 * in memory ──copied──► leaving ──copy durable, unchanged──► away ──fetched or loaded──► in memory
 *     ▲                    │
 *     └──changed, no room──┘
 * </pre>
 *
 * <p>While it is away a bit for each of its messages stays. Every way to a message of it that needs more goes through
 * {@link Lane#chunk}, which loads it at once; what runs live fetches it first, so that this is rare.
 */
final class Spill {

    /** Blocks from the head of a lane on that stay in memory, or are brought back ahead. */
    private static final int AHEAD_BLOCKS_MAX = 8;

    /** One block is kept ahead for this much memory that may be used. */
    private static final long BYTES_PER_AHEAD_BLOCK = 16L << 20;

    private static final int TRIES_PER_SLICE = 16;
    private static final int JUST_LOADED_MAX = 1_024;
    /** What came back stays for so long: whoever waited for it may find that it needs more, and must then find this still there. */
    static final long STAY_MILLIS = 2 * QueueLimits.FETCH_MILLIS_MAX;
    /** Queues told for each part that came: one can fetch in its place, some of the others may not need to any more. */
    private static final int TOLD_PER_LOAD = 4;
    /** Dropped queues in the line, beside half of its length, at which it is swept. */
    private static final int DROPPED_IN_LINE_MAX = 64;

    private final SlotArena arena;
    private final LongUnaryOperator segmentOf;
    private final int slotsMin;
    private final ArrayDeque<Residence> line = new ArrayDeque<>();
    private final SegmentBytes files = new SegmentBytes();
    private final SpillReclaim reclaim = new SpillReclaim();
    private final SpilledDelays delayed = new SpilledDelays();
    private final ArrayDeque<JustLoaded> justLoaded = new ArrayDeque<>();
    /** Queues that could not fetch because too much was being fetched: they are told to try again, longest waiting first. */
    private final LinkedHashSet<Residence> refused = new LinkedHashSet<>();

    /** A chunk that came back, and when. */
    private record JustLoaded(AwayChunk back, long millis) {}

    private @Nullable ColdStore store;
    private ByteBuffer scratch = ByteBuffer.allocate(0);
    private long residentBytes;
    private long leavingBytes;
    private long awayCount;
    private int loading;
    private long openFile;
    private boolean spilling;
    private int droppedInLine;

    Spill(SlotArena arena, LongUnaryOperator segmentOf, int slotsMin) {
        this.arena = arena;
        this.segmentOf = segmentOf;
        this.slotsMin = slotsMin;
    }

    void use(ColdStore coldStore) {
        store = coldStore;
    }

    long residentBytes() {
        return residentBytes;
    }

    long awayCount() {
        return awayCount;
    }

    // ---- counts

    void resident(long delta) {
        residentBytes += delta;
    }

    void putAway(AwayChunk away) {
        awayCount++;
        files.add(away.ref.file(), away.ref.length());
        reclaim.add(away);
        if (away.chunk.delays != null) {
            delayed.add(away);
        }
    }

    void cameBack(long file, long bytes) {
        files.add(file, -bytes);
        if (file != openFile && cold().isClosed(file)) {
            reclaim.shrunk(file, files.bytesIn(file), cold());
        }
    }

    /** The messages of a queue are dropped, so many chunks that are away with them. */
    void forget(Residence residence, long away) {
        awayCount -= away;
        delayed.unwanted(away);
        if (residence.inLine && ++droppedInLine > DROPPED_IN_LINE_MAX + line.size() / 2) {
            line.removeIf(Residence::dropped);
            droppedInLine = 0;
        }
    }

    /** Queues with chunks that may be put away, and some that were dropped since. */
    int lineLength() {
        return line.size();
    }

    void offer(Residence residence) {
        if (!residence.inLine) {
            residence.inLine = true;
            line.addLast(residence);
        }
    }

    private ColdStore cold() {
        return Objects.requireNonNull(store);
    }

    /** Whether the chunk has just become one that may be put away. */
    boolean complete(Chunk chunk) {
        return chunk.used == Math.min(slotsMin, chunk.slotsMax());
    }

    private boolean large(Chunk chunk) {
        return chunk.used >= Math.min(slotsMin, chunk.slotsMax());
    }

    // ---- putting away

    /** Hands some chunks over to be written while there are too many in memory; returns whether there were any. */
    boolean slice() {
        if (store == null) {
            return false;
        }
        letGoOfJustLoaded(store.nowMillis());
        if (loading == 0) {
            reclaim.fetchSome();
        }
        long above = store.spillAboveBytes();
        long low = above - above / 8;
        spilling = residentBytes - leavingBytes > (spilling ? low : above);
        boolean did = false;
        delayed.fetchDue(store.nowMillis());
        for (int tries = 0; spilling && tries < TRIES_PER_SLICE && !line.isEmpty(); tries++) {
            Residence residence = line.removeFirst();
            residence.inLine = false;
            Residence.Candidate candidate = residence.takeNewest();
            if (candidate == null) {
                continue;
            }
            if (!candidate.gone() && !mayLeave(candidate)) {
                residence.addOldest(candidate);
            } else if (!candidate.gone() && !write(residence, candidate)) {
                residence.addNewest(candidate);
                return did;
            } else {
                did |= !candidate.gone();
            }
            offer(residence);
            spilling = residentBytes - leavingBytes > low;
        }
        return did;
    }

    private void letGoOfJustLoaded(long nowMillis) {
        while (!justLoaded.isEmpty()
                && (justLoaded.size() > JUST_LOADED_MAX || nowMillis - justLoaded.getFirst().millis >= STAY_MILLIS)) {
            offerAgain(justLoaded.removeFirst().back);
        }
    }

    private static void offerAgain(AwayChunk back) {
        Lane lane = back.residence.lane(back.lane);
        if (lane != null) {
            back.residence.addOldest(new Residence.Candidate(lane, back.chunk));
        }
    }

    private boolean mayLeave(Residence.Candidate candidate) {
        Chunk chunk = candidate.chunk();
        if (!large(chunk) || !chunk.uniform()) {
            return false;
        }
        Delays delays = chunk.delays;
        return delays == null
                ? candidate.lane().blocksBehindReady(chunk) >= aheadBlocks()
                : delays.firstMillis() - cold().nowMillis() > SpilledDelays.LEAVE_BEFORE_DUE_MILLIS;
    }

    /** Few blocks stay ahead where little memory may be used, none where it is nearly full. */
    private int aheadBlocks() {
        long above = cold().spillAboveBytes();
        boolean tight = residentBytes - above > (cold().residentBytesMax() - above) / 2;
        return tight ? 0 : (int) Math.min(AHEAD_BLOCKS_MAX, above / BYTES_PER_AHEAD_BLOCK);
    }

    private boolean write(Residence residence, Residence.Candidate candidate) {
        int bytes = ChunkBytes.bytesOf(candidate.chunk());
        if (scratch.capacity() < bytes) {
            scratch = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        ChunkBytes.put(scratch.clear(), residence.queueId(), candidate.lane().number(), candidate.chunk());
        LeavingChunk leaving = new LeavingChunk(this, residence, candidate);
        if (!cold().write(leaving, scratch.flip())) {
            return false;
        }
        leavingBytes += leaving.bytes();
        return true;
    }

    /** A copy was written to {@code file}, or to none (0). */
    void left(LeavingChunk leaving, long file) {
        leavingBytes -= leaving.bytes();
        if (file > openFile) {
            long closed = openFile;
            openFile = file;
            if (closed != 0) {
                reclaim.shrunk(closed, files.bytesIn(closed), cold());
            }
        }
    }

    /** The copy counts: lets go of the memory. */
    void putAway(Residence residence, Residence.Candidate candidate, ColdRef ref) {
        Chunk chunk = candidate.chunk();
        SegmentBytes segments = new SegmentBytes();
        chunk.addLiveBytes(segmentOf, segments);
        long oldestMillis = chunk.oldestMillis();
        residence.resident(-chunk.residentBytes());
        int capacity = chunk.capacity;
        AwayChunk away = new AwayChunk(this, residence, candidate.lane().number(), chunk, ref, oldestMillis, segments);
        arena.give(capacity, chunk.leave(away));
        residence.resident(chunk.residentBytes());
        residence.putAway(away);
    }

    // ---- bringing back

    void fetch(AwayChunk away) {
        if (away.loading) {
            return;
        }
        if (cold().load(away, away.ref)) {
            away.loading = true;
            loading++;
        } else if (loading > 0) {
            refused.add(away.residence);
        }
    }

    void ended(AwayChunk away) {
        away.loading = false;
        loading--;
        for (int told = 0; !refused.isEmpty() && (told < TOLD_PER_LOAD || loading == 0); told++) {
            wake(refused.removeFirst());
        }
    }

    ByteBuffer read(AwayChunk away) {
        return cold().read(away.ref);
    }

    void wake(Residence residence) {
        cold().wake(residence.queueId());
        cold().wake(PeekMessages.waitKey(residence.queueId()));
    }

    void bringBack(AwayChunk away, ByteBuffer bytes) {
        Chunk chunk = away.chunk;
        away.residence.resident(-chunk.residentBytes());
        chunk.comeBack(ChunkBytes.read(bytes, away.residence.queueId(), away.lane, chunk.firstSlot));
        away.residence.resident(chunk.residentBytes());
        away.residence.cameBack(away.ref.file(), away.ref.length());
        awayCount--;
        if (chunk.delays != null) {
            delayed.unwanted(1);
        }
        justLoaded.addLast(new JustLoaded(away, cold().nowMillis()));
    }

    /** Fetches what a lane needs after this block. */
    void fetchAhead(Lane lane, Chunk from) {
        if (awayCount == 0) {
            return;
        }
        int ahead = aheadBlocks();
        Chunk next = lane.chunkAfter(from);
        for (int count = 0; count < ahead && next != null; count++) {
            if (next.ready > 0) {
                next.fetch();
            }
            next = lane.chunkAfter(next);
        }
    }

    /** When the first of all delayed messages that are away is due. */
    long firstDelayMillis() {
        return delayed.firstMillis();
    }

    void check(long countedBytes, long countedAway, SegmentBytes countedFiles) {
        Invariant.check(residentBytes == countedBytes, "bytes of all chunks in memory", residentBytes, countedBytes);
        Invariant.check(awayCount == countedAway, "all chunks put away", awayCount, countedAway);
        Invariant.check(files.sameAs(countedFiles), "bytes in all spill files");
    }
}
