package dev.skidway.journal;

import dev.skidway.base.Invariant;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The journal on a disk: one block gathers frames while the one before it is written and forced.
 *
 * <p>Threads: {@link #append} from any partition's thread, {@link #step} and {@link #seal} from one writer thread, reads from
 * any. The lock guards only the gathering block and the hand-over of blocks; copying a frame is the most that happens under it.
 *
 * <p>Crash behaviour: block n+1 is written only after the force of block n returned, so only the last block can be torn. A force
 * never covers a byte that an earlier force covered. The first failed write or force ends the journal for good: the cache of the
 * operating system may claim bytes that never reached the disk, so nothing after it can be believed.
 */
public final class FileJournal implements Journal {

    private final Object lock = new Object();
    private final Segments segments;
    private final RecentBytes recent;
    private final JournalConfig config;
    private final long journalId;
    private final TimeSource time;
    private final JournalStats stats;
    private final List<Runnable> progressListeners = new CopyOnWriteArrayList<>();
    private final List<ForceObserver> forceObservers = new CopyOnWriteArrayList<>();
    private final PartitionEnds partitionEnds;
    private final ConcurrentHashMap<Integer, Long> liveBytes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<BackgroundRead> backgroundReads = new ConcurrentLinkedQueue<>();

    private GatheringBlock gathering;
    private GatheringBlock idle;
    private @Nullable GatheringBlock inFlight;
    private boolean starved;
    private boolean refused;

    private long nextBlockNumber;
    private int prevCrc;
    private boolean sealed;
    private long quietSinceNanos;
    private long forceStartNanos;

    private volatile long appendedPosition;
    private volatile long durablePosition;
    private volatile long besideBytes;
    private volatile Space space = Space.OPEN;
    private volatile @Nullable SkidwayException failure;
    private volatile Runnable writerWake = () -> {};
    private volatile Runnable housekeeperWake = () -> {};

    FileJournal(JournalConfig config, long journalId, Segments segments, RecoveredLog log, TimeSource time) {
        this.config = config;
        this.journalId = journalId;
        this.segments = segments;
        this.time = time;
        this.stats = new JournalStats();
        this.recent = new RecentBytes(config.ringBytes());
        this.gathering = new GatheringBlock(config.blockBytesMax(), journalId);
        this.idle = new GatheringBlock(config.blockBytesMax(), journalId);
        this.gathering.begin(log.lastSegment(), log.nextOffset());
        this.partitionEnds = log.partitionEnds();
        this.nextBlockNumber = log.nextBlockNumber();
        this.prevCrc = log.lastCrc();
        this.sealed = true;
        this.appendedPosition = log.end();
        this.durablePosition = log.end();
        this.quietSinceNanos = time.monotonicNanos();
        this.forceObservers.add(stats);
    }

    @Override
    public long append(FrameHeader header, ByteBuffer records) {
        int frameBytes = FRAME_HEADER_BYTES + records.remaining();
        Invariant.check(frameBytes <= config.frameBytesMax(), "frame too long", config.frameBytesMax(), frameBytes);
        FrameFormat.check(header);
        boolean first;
        long position;
        synchronized (lock) {
            throwIfFailed();
            if (!gathering.fits(frameBytes) && !(gathering.isEmpty() && roll())) {
                refused = true;
                return NO_ROOM;
            }
            first = gathering.isEmpty();
            position = gathering.append(header, records);
            partitionEnds.appended(header.partition(), position);
            appendedPosition = gathering.end();
        }
        stats.appended(frameBytes);
        if (first) {
            writerWake.run();
        }
        return position;
    }

    /** Moves the empty gathering block to the next prepared segment. */
    private boolean roll() {
        Segment next = segments.takeAhead();
        starved = next == null;
        housekeeperWake.run();
        if (next == null) {
            return false;
        }
        gathering.begin(next, 0);
        return true;
    }

    /**
     * Does the writer's next piece of work: completes the force under way, then writes the gathered block and starts its force; seals
     * a quiet journal. Call it again at once while it returns true; otherwise after a wake-up, and at least every {@code
     * idleSealMillis}.
     *
     * @return whether anything was done
     */
    public boolean step() {
        if (failure != null) {
            return false;
        }
        try {
            boolean completed = completeForce();
            if (inFlight != null) {
                return completed;
            }
            return startBlock(sealIsDue()) || completed;
        } catch (IOException e) {
            fail("a write or force of the journal failed: " + e.getMessage(), e);
            return true;
        } catch (RuntimeException | Error e) {
            // The block may be half on its way: nothing, not even a clean stop, may take it for written.
            fail("the journal's writer met a fault of the program: " + e, e);
            throw e;
        }
    }

    /** Makes everything appended durable and closes the log with a seal block, waiting for the disk; no step may run meanwhile. */
    void seal() {
        while (failure == null && !(sealed && inFlight == null && appendedPosition == durablePosition)) {
            try {
                boolean worked = completeForce();
                if (inFlight == null) {
                    worked |= startBlock(!sealed);
                    if (!worked) {
                        return;
                    }
                }
            } catch (IOException e) {
                fail("a write or force of the journal failed: " + e.getMessage(), e);
            }
        }
    }

    private boolean completeForce() throws IOException {
        GatheringBlock block = inFlight;
        if (block == null || !block.segment().file().forceDone()) {
            return false;
        }
        long nanos = time.monotonicNanos() - forceStartNanos;
        boolean grew = !block.isEmpty();
        if (grew) {
            durablePosition = block.end();
        }
        int bytes = block.nextOffset() - block.offset();
        synchronized (lock) {
            idle = block;
            inFlight = null;
        }
        quietSinceNanos = time.monotonicNanos();
        forceObservers.forEach(observer -> observer.forced(nanos, bytes));
        if (grew) {
            tellProgress();
        }
        return true;
    }

    private boolean startBlock(boolean seal) throws IOException {
        GatheringBlock block;
        boolean hasRoomAgain;
        synchronized (lock) {
            if (gathering.isEmpty() && (!seal || (gathering.atSegmentEnd() && !roll()))) {
                return false;
            }
            block = gathering;
            gathering = idle;
            gathering.begin(block.segment(), block.nextOffset());
            inFlight = block;
            hasRoomAgain = refused;
            refused = false;
        }
        if (hasRoomAgain) {
            tellProgress();
        }
        prevCrc = block.close(nextBlockNumber++, prevCrc, durablePosition);
        sealed = block.isEmpty();
        if (sealed) {
            stats.sealed();
        } else {
            recent.put(block.position(), block.bytes());
        }
        block.segment().file().write(block.bytes(), block.offset());
        forceStartNanos = time.monotonicNanos();
        block.segment().file().startForce();
        return true;
    }

    private boolean sealIsDue() {
        return !sealed
                && time.monotonicNanos() - quietSinceNanos >= TimeUnit.MILLISECONDS.toNanos(config.idleSealMillis());
    }

    /** Ends the journal: every later append throws, and the listeners are told. */
    void fail(String what, @Nullable Throwable cause) {
        synchronized (lock) {
            if (failure == null) {
                failure = new SkidwayException(
                        JournalError.JOURNAL_FAILED,
                        Severity.STOP,
                        what + "; nothing more is accepted or answered, restart after the disk is checked",
                        cause);
            }
        }
        tellProgress();
    }

    @Override
    public @Nullable SkidwayException failure() {
        return failure;
    }

    private void throwIfFailed() {
        SkidwayException first = failure;
        if (first != null) {
            throw new SkidwayException(
                    JournalError.JOURNAL_FAILED, Severity.STOP, "the journal has failed before", first);
        }
    }

    @Override
    public void readFrom(long fromPosition, FrameReader reader) {
        new LogReader(segments, config, journalId).read(fromPosition, durablePosition, reader);
    }

    @Override
    public void read(long position, ByteBuffer target) {
        if (!readRecent(position, target)) {
            segments.read(position, target);
        }
    }

    @Override
    public boolean readRecent(long position, ByteBuffer target) {
        return recent.read(position, target) || readUnwritten(position, target) || recent.read(position, target);
    }

    private boolean readUnwritten(long position, ByteBuffer target) {
        if (position + target.remaining() <= durablePosition) {
            return false;
        }
        synchronized (lock) {
            GatheringBlock block = inFlight;
            return gathering.read(position, target) || (block != null && block.read(position, target));
        }
    }

    @Override
    public void readInBackground(BackgroundRead read) {
        backgroundReads.add(read);
        housekeeperWake.run();
    }

    /** Carries out one background read; called by housekeeping, which also releases segments, so never under its own feet. */
    boolean readNext() {
        BackgroundRead next = backgroundReads.poll();
        if (next == null) {
            return false;
        }
        next.run(this);
        tellProgress();
        return true;
    }

    @Override
    public long appendedPosition() {
        return appendedPosition;
    }

    @Override
    public long durablePosition() {
        return durablePosition;
    }

    @Override
    public int frameBytesMax() {
        return config.frameBytesMax();
    }

    @Override
    public Space space() {
        return space;
    }

    /** Called by housekeeping when the state of the room changed. */
    void space(Space now) {
        if (space != now) {
            space = now;
            tellProgress();
        }
    }

    /** True if the last append found no prepared segment. */
    boolean isStarved() {
        synchronized (lock) {
            return starved;
        }
    }

    /** Called by housekeeping after it named a segment ahead. */
    void segmentAdded() {
        boolean waited;
        synchronized (lock) {
            waited = starved;
            starved = false;
        }
        if (waited) {
            tellProgress();
        }
    }

    @Override
    public long segmentOf(long position) {
        return segments.sequenceOf(position);
    }

    @Override
    public int segmentBytes() {
        return config.segmentBytes();
    }

    @Override
    public DiskUse diskUse(int partition, long partitionLiveBytes) {
        liveBytes.put(partition, partitionLiveBytes);
        long all = 0;
        for (long bytes : liveBytes.values()) {
            all += bytes;
        }
        return new DiskUse((long) segments.inUseCount() * config.segmentBytes() + besideBytes, all);
    }

    /** Called by housekeeping: what snapshots and spill files take. */
    void besideBytes(long bytes) {
        besideBytes = bytes;
    }

    @Override
    public String placeOf(long position) {
        return FileNames.segment(segments.sequenceOf(position)) + " at offset " + segments.offsetOf(position);
    }

    @Override
    public void onProgress(Runnable listener) {
        progressListeners.add(listener);
    }

    /** Registers whom to tell about completed forces; called on the writer's thread. */
    void onForce(ForceObserver observer) {
        forceObservers.add(observer);
    }

    /** Sets what wakes the writer when a block begins to gather; it must return at once. */
    public void onWork(Runnable wake) {
        writerWake = wake;
    }

    void onSegmentNeeded(Runnable wake) {
        housekeeperWake = wake;
    }

    public JournalStats stats() {
        return stats;
    }

    /** The position from which the log must be kept whole if {@code manifest} is what a restart finds. */
    long oldestNeeded(Manifest manifest) {
        synchronized (lock) {
            return partitionEnds.oldestNeeded(manifest, durablePosition);
        }
    }

    private void tellProgress() {
        progressListeners.forEach(Runnable::run);
    }
}
